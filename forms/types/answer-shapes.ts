import type { PropertySchema, Widget } from '../definition/form-definition.ts'

const text = { type: 'string' } as const
const number = { type: 'number' } as const

function shape(
  title: string,
  properties: Readonly<Record<string, PropertySchema>>,
  required: readonly string[],
): PropertySchema {
  return { title, type: 'object', properties, required, additionalProperties: false }
}

/** JSON Schemas of the answers that a widget stands for, by the name of their type (see form-definition.ts). */
export const answerShapes: Readonly<Record<string, PropertySchema>> = {
  MapPoint: shape('MapPoint', { longitude: number, latitude: number, accuracy: number }, ['longitude', 'latitude']),
  PhotoStamp: shape('PhotoStamp', { at: text, place: { $ref: '#/$defs/MapPoint' } }, []),
  FileReference: shape(
    'FileReference',
    { id: text, name: text, type: text, size: number, stamp: { $ref: '#/$defs/PhotoStamp' } },
    ['id', 'name', 'type', 'size'],
  ),
  DateRange: shape('DateRange', { from: text, to: text }, ['from']),
  Address: shape('Address', { region: text, detail: text }, ['detail']),
  Signature: shape('Signature', { file: { $ref: '#/$defs/FileReference' }, name: text, at: text }, ['at']),
}

const files: PropertySchema = { type: 'array', items: { $ref: '#/$defs/FileReference' } }

/** The schema of what a widget answers; nothing where the form's own schema says it. */
export const shapeOfWidget: Partial<Record<Widget, PropertySchema>> = {
  file: files,
  photo: files,
  signature: { $ref: '#/$defs/Signature' },
  'map-point': { $ref: '#/$defs/MapPoint' },
  address: { $ref: '#/$defs/Address' },
  'date-range': { $ref: '#/$defs/DateRange' },
}
