import { changeField, type FieldChange, type FormDefinition, type FormLibrary, type LayoutNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { findPlaced, kindOf } from '../outline/node-words.ts'
import { FieldProperties } from './field-properties.tsx'
import { FormProperties } from './form-properties.tsx'
import { GroupProperties } from './group-properties.tsx'
import { LocalizedProperty } from './localized-property.tsx'
import { RulesProperties } from './rules-properties.tsx'
import { UseProperties } from './use-properties.tsx'

export interface NodePropertiesProps {
  readonly form: FormDefinition
  readonly selected: string | undefined
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
  /** The forms that are used. */
  readonly library: FormLibrary
  readonly onEdit: (form: FormDefinition) => void
  readonly onSelect: (id: string) => void
}

/** What can be said of the selected node, or of the form where nothing is selected. */
export function NodeProperties({
  form,
  selected,
  definitions,
  region,
  library,
  onEdit,
  onSelect,
}: NodePropertiesProps) {
  const words = useWords(formEditorWords)
  const placed = findPlaced(form, selected)
  if (!placed) return <FormProperties form={form} onEdit={onEdit} onSelect={onSelect} />
  const { node } = placed
  const change = (changes: FieldChange['node']) => onEdit(changeField(form, node.id, { node: changes }))
  return (
    <div key={node.id}>
      <h2>{words[`kind_${kindOf(form, placed)}`]}</h2>
      <p className={styles.id}>
        {words.nodeId}
        {node.id}
      </p>
      <Words node={node} onChange={change} />
      {node.kind === 'field' && (
        <FieldProperties
          form={form}
          field={node}
          group={placed.group}
          definitions={definitions}
          region={region}
          onEdit={onEdit}
        />
      )}
      {node.kind === 'group' && <GroupProperties form={form} group={node} onEdit={onEdit} />}
      {node.kind === 'use' && (
        <UseProperties form={form} use={node} definitions={definitions} library={library} onEdit={onEdit} />
      )}
      <RulesProperties form={form} node={node} onEdit={onEdit} />
    </div>
  )
}

/** What a person reads at the node. */
function Words({
  node,
  onChange,
}: {
  readonly node: LayoutNode
  readonly onChange: (changes: FieldChange['node']) => void
}) {
  const words = useWords(formEditorWords)
  if (node.kind === 'text') {
    return (
      <LocalizedProperty
        labels={[words.text, words.textEn]}
        rows={3}
        needed
        value={node.text}
        onChange={(text) => onChange({ text })}
      />
    )
  }
  return (
    <>
      <LocalizedProperty
        labels={[words.title, words.titleEn]}
        needed
        value={node.title}
        onChange={(title) => onChange({ title })}
      />
      <LocalizedProperty
        labels={[words.help, words.helpEn]}
        value={node.help}
        onChange={(help) => onChange({ help })}
      />
    </>
  )
}
