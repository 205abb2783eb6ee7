import { type FormDefinition, type LayoutNode, placedNodes } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { ruleOf, setExpression } from '../form-edits.ts'
import { RuleProperty } from './rule-property.tsx'

export interface RulesPropertiesProps {
  readonly form: FormDefinition
  readonly node: LayoutNode
  readonly onEdit: (form: FormDefinition) => void
}

/** When a node is shown, demanded or computed, and the names its rules may use. */
export function RulesProperties({ form, node, onEdit }: RulesPropertiesProps) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const rules = [
    ['visible', words.visibleWhen],
    ...(node.kind === 'field' || node.kind === 'group' ? ([['required', words.requiredWhen]] as const) : []),
    ...(node.kind === 'field' ? ([['value', words.valueFrom]] as const) : []),
  ] as const
  const names = placedNodes(form).flatMap(({ node: other, group }) =>
    other.kind === 'field' && other.id !== node.id && (!group || group.children.some(({ id }) => id === node.id))
      ? [other]
      : [],
  )
  return (
    <>
      <h3>{words.rules}</h3>
      {rules.map(([kind, label]) => (
        <RuleProperty
          key={kind}
          label={label}
          expression={ruleOf(form, node.id, kind)?.expression ?? ''}
          onChange={(expression) => onEdit(setExpression(form, node.id, kind, expression))}
        />
      ))}
      {names.length > 0 && (
        <details className={styles.names}>
          <summary>{words.ruleNames}</summary>
          <dl>
            {names.map((field) => (
              <div key={field.id}>
                <dt>
                  <code>{field.property}</code>
                </dt>
                <dd>{say(field.title)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}
