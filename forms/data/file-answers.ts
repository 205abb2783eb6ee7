import type { LocalizedText } from '#findings'
import type { FieldNode, FileReference } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { isInstant, isMapPoint } from './places-and-moments.ts'

/** Where a field says nothing of its own. */
export const defaultMaxBytes = 10 * 1024 * 1024

export function isFileReference(value: unknown): value is FileReference {
  if (!isObject(value)) return false
  const { id, name, type, size, stamp } = value
  return (
    Object.keys(value).length === (stamp === undefined ? 4 : 5) &&
    typeof id === 'string' &&
    /^[\w-]{1,100}$/.test(id) &&
    typeof name === 'string' &&
    name.length <= 255 &&
    typeof type === 'string' &&
    /^[\w.+-]+\/[\w.+-]+$/.test(type) &&
    typeof size === 'number' &&
    Number.isInteger(size) &&
    size >= 0 &&
    (stamp === undefined || isStamp(stamp))
  )
}

function isStamp(value: unknown): boolean {
  if (!isObject(value)) return false
  const { at, place, ...others } = value
  return (
    Object.keys(others).length === 0 &&
    (at === undefined || (typeof at === 'string' && isInstant(at))) &&
    (place === undefined || isMapPoint(place))
  )
}

/** The media types a field takes; any where empty. */
export function acceptedTypes(field: FieldNode): readonly string[] {
  return field.accept ?? (field.widget === 'photo' ? ['image/*'] : [])
}

/** Why a field does not take this file; `undefined` where it does. */
export function fileRefusal(
  field: FieldNode,
  file: { readonly name: string; readonly type: string; readonly size: number },
): Required<LocalizedText> | undefined {
  const types = acceptedTypes(field)
  const limit = field.maxBytes ?? defaultMaxBytes
  if (
    types.length > 0 &&
    !types.some((type) => type === file.type || (type.endsWith('/*') && file.type.startsWith(type.slice(0, -1))))
  )
    return field.widget === 'photo'
      ? { 'zh-CN': `“${file.name}”不是图片，请换一张照片。`, en: `“${file.name}” is no picture; choose a photo.` }
      : {
          'zh-CN': `不接受“${file.name}”这种类型，可用：${types.join('、')}。`,
          en: `“${file.name}” is of a type that is not taken; use ${types.join(', ')}.`,
        }
  if (file.size > limit)
    return {
      'zh-CN': `“${file.name}”超过 ${megabytes(limit)} MB，请压缩后再传。`,
      en: `“${file.name}” is larger than ${megabytes(limit)} MB; make it smaller first.`,
    }
  return undefined
}

function megabytes(bytes: number): string {
  return String(Math.round((bytes / 1024 / 1024) * 10) / 10)
}
