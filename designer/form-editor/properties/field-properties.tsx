import { Checkbox, Select } from 'antd'
import {
  changeField,
  type FieldChange,
  type FieldNode,
  type FormDefinition,
  fieldSchema,
  type GroupNode,
  widgetOf,
} from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { CodeListPicker } from '../code-lists/code-list-picker.tsx'
import { formEditorWords } from '../form-editor-words.ts'
import { answerOf, changeKind, type QuestionKind, questionKinds } from '../form-edits.ts'
import { ChoicesProperties } from './choices-properties.tsx'
import { LimitProperties } from './limit-properties.tsx'
import { PrivacyProperties } from './privacy-properties.tsx'
import { PropertyName } from './property-name.tsx'
import { RuleProperty } from './rule-property.tsx'

export interface FieldPropertiesProps {
  readonly form: FormDefinition
  readonly field: FieldNode
  readonly group: GroupNode | undefined
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
  readonly onEdit: (form: FormDefinition) => void
}

/** How a question is asked, what answers it takes, and why it may be asked. */
export function FieldProperties({ form, field, group, definitions, region, onEdit }: FieldPropertiesProps) {
  const words = useWords(formEditorWords)
  const schema = fieldSchema(form, field, group)
  const widget = widgetOf(field, schema)
  const kind: QuestionKind = widget === 'choice' && field.codeList !== undefined ? 'code-list' : widget
  const codeLists = definitions.filter((definition) => definition.kind === 'codeList')
  const change = (node: FieldChange['node']) => onEdit(changeField(form, field.id, { node }))
  const asksChoice = widget === 'choice' || widget === 'multiple-choice'
  return (
    <>
      <Checkbox
        checked={answerOf(form, field.id).required}
        onChange={(event) => onEdit(changeField(form, field.id, { required: event.target.checked }))}
      >
        {words.required}
      </Checkbox>
      <PropertyField label={words.widget}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            options={questionKinds.map((kind) => ({ value: kind, label: words[`kind_${kind}`] }))}
            onChange={(next) => onEdit(changeKind(form, field, next, codeLists[0]?.id))}
          />
        )}
      </PropertyField>
      {asksChoice && <ChoicesProperties field={field} codeLists={codeLists} region={region} onChange={change} />}
      {widget === 'cascade' && (
        <CodeListPicker
          region={region}
          field={field}
          codeLists={codeLists}
          onChange={(codeList) => change({ codeList, options: undefined })}
        />
      )}
      <LimitProperties form={form} field={field} widget={widget} schema={schema} onEdit={onEdit} />
      {!group && (
        <PropertyField label={words.width}>
          {(control) => (
            <Select
              {...control}
              value={(field.span ?? defaultSpan(widget)) > 12 ? 24 : 12}
              options={[
                { value: 12, label: words.widthHalf },
                { value: 24, label: words.widthFull },
              ]}
              onChange={(span) => change({ span })}
            />
          )}
        </PropertyField>
      )}
      <PropertyName form={form} node={field} onEdit={onEdit} />
      {!group && (
        <RuleProperty
          label={words.prefill}
          help={words.prefillHelp}
          target={field.id}
          expression={field.prefill ?? ''}
          onChange={(prefill) => change({ prefill: prefill || undefined })}
        />
      )}
      <PrivacyProperties node={field} onChange={change} />
    </>
  )
}

function defaultSpan(widget: string): number {
  return widget === 'long-text' || widget === 'photo' ? 24 : 12
}
