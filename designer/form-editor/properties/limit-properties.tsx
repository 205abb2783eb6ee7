import { Checkbox, Select } from 'antd'
import type { FieldNode, FormDefinition, PropertySchema, Widget } from '#forms'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { formEditorWords } from '../form-editor-words.ts'
import { changeSchema } from '../form-edits.ts'
import { NumberProperty } from './number-property.tsx'

/** What answers may look like beyond plain text. */
const formats = [
  ['citizen-id', 'citizenId'],
  ['uscc', 'uscc'],
  ['mobile-phone', 'mobilePhone'],
  ['phone', 'phone'],
  ['region-code', 'regionCode'],
] as const

export interface LimitPropertiesProps {
  readonly form: FormDefinition
  readonly field: FieldNode
  readonly widget: Widget
  readonly schema: PropertySchema
  readonly onEdit: (form: FormDefinition) => void
}

/** Limits of an answer; which ones there are follows from how it is asked. */
export function LimitProperties({ form, field, widget, schema, onEdit }: LimitPropertiesProps) {
  const words = useWords(formEditorWords)
  const change = (changes: PropertySchema) => onEdit(changeSchema(form, field.id, changes))
  switch (widget) {
    case 'text':
    case 'long-text':
      return (
        <>
          {widget === 'text' && (
            <PropertyField label={words.format}>
              {(control) => (
                <Select
                  {...control}
                  value={typeof schema.format === 'string' ? schema.format : ''}
                  options={[
                    { value: '', label: words.noFormat },
                    ...formats.map(([value, label]) => ({ value, label: words[label] })),
                  ]}
                  onChange={(format) => change({ format: format || undefined })}
                />
              )}
            </PropertyField>
          )}
          <NumberProperty
            label={words.maxLength}
            whole
            min={1}
            value={schema.maxLength}
            onChange={(maxLength) => change({ maxLength })}
          />
        </>
      )
    case 'number':
      return (
        <>
          <Checkbox
            checked={schema.type === 'integer'}
            onChange={(event) => change({ type: event.target.checked ? 'integer' : 'number' })}
          >
            {words.whole}
          </Checkbox>
          <NumberProperty label={words.minimum} value={schema.minimum} onChange={(minimum) => change({ minimum })} />
          <NumberProperty label={words.maximum} value={schema.maximum} onChange={(maximum) => change({ maximum })} />
        </>
      )
    case 'file':
    case 'photo':
    case 'multiple-choice':
      return (
        <NumberProperty
          label={words.maxItems}
          whole
          min={1}
          value={schema.maxItems}
          onChange={(maxItems) => change({ maxItems })}
        />
      )
    default:
      return null
  }
}
