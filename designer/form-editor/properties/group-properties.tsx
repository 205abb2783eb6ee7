import { Checkbox } from 'antd'
import { changeField, type FieldChange, type FormDefinition, type GroupNode } from '#forms'
import { useWords } from '#runtime/client'
import { formEditorWords } from '../form-editor-words.ts'
import { answerOf, changeSchema } from '../form-edits.ts'
import { LocalizedProperty } from './localized-property.tsx'
import { NumberProperty } from './number-property.tsx'
import { PrivacyProperties } from './privacy-properties.tsx'
import { PropertyName } from './property-name.tsx'

export interface GroupPropertiesProps {
  readonly form: FormDefinition
  readonly group: GroupNode
  readonly onEdit: (form: FormDefinition) => void
}

/** What a repeated group adds: what one item is called, and how many there may be. */
export function GroupProperties({ form, group, onEdit }: GroupPropertiesProps) {
  const words = useWords(formEditorWords)
  const answer = answerOf(form, group.id)
  const change = (node: FieldChange['node']) => onEdit(changeField(form, group.id, { node }))
  return (
    <>
      <Checkbox
        checked={answer.required}
        onChange={(event) => onEdit(changeField(form, group.id, { required: event.target.checked }))}
      >
        {words.required}
      </Checkbox>
      <LocalizedProperty
        labels={[words.itemTitle, words.itemTitleEn]}
        value={group.itemTitle}
        onChange={(itemTitle) => change({ itemTitle })}
      />
      <NumberProperty
        label={words.maxItems}
        whole
        min={1}
        value={answer.schema.maxItems}
        onChange={(maxItems) => onEdit(changeSchema(form, group.id, { maxItems }))}
      />
      <PropertyName form={form} node={group} onEdit={onEdit} />
      <PrivacyProperties node={group} onChange={change} />
    </>
  )
}
