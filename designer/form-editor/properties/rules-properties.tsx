import { type FormDefinition, type LayoutNode, placedNodes, type Rule, setRule } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { ruleOf, setExpression } from '../form-edits.ts'
import { LocalizedProperty } from './localized-property.tsx'
import { RuleProperty } from './rule-property.tsx'

export interface RulesPropertiesProps {
  readonly form: FormDefinition
  readonly node: LayoutNode
  readonly onEdit: (form: FormDefinition) => void
}

interface RuleKind {
  readonly kind: Rule['kind']
  readonly label: string
  readonly help?: string
  /** Whether a node of this kind can have one. */
  readonly fits: boolean
}

/**
 * When a node is shown, demanded, locked or computed, and the names its rules may use. One rule of each kind can be
 * changed here; further checks of the same node stay as they are.
 */
export function RulesProperties({ form, node, onEdit }: RulesPropertiesProps) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const asks = node.kind === 'field' || node.kind === 'group'
  const offers = node.kind === 'field' && (node.codeList !== undefined || node.options !== undefined)
  const rules = [
    { kind: 'visible', label: words.visibleWhen, fits: true },
    { kind: 'required', label: words.requiredWhen, fits: asks },
    { kind: 'readonly', label: words.readonlyWhen, fits: node.kind !== 'text' },
    { kind: 'value', label: words.valueFrom, fits: node.kind === 'field' },
    { kind: 'options', label: words.optionsFrom, fits: offers },
    { kind: 'check', label: words.checkThat, help: words.checkHelp, fits: asks },
  ] as const satisfies readonly RuleKind[]
  const check = ruleOf(form, node.id, 'check')
  const names = placedNodes(form).flatMap(({ node: other, group }) =>
    other.kind === 'field' && other.id !== node.id && (!group || group.children.some(({ id }) => id === node.id))
      ? [other]
      : [],
  )
  return (
    <>
      <h3>{words.rules}</h3>
      {rules
        .filter(({ fits }) => fits)
        .map(({ kind, label, ...rest }: RuleKind) => (
          <RuleProperty
            key={kind}
            label={label}
            help={rest.help}
            expression={ruleOf(form, node.id, kind)?.expression ?? ''}
            onChange={(expression) => onEdit(setExpression(form, node.id, kind, expression))}
          />
        ))}
      {check && (
        <LocalizedProperty
          labels={[words.checkMessage, words.checkMessageEn]}
          value={check.message}
          onChange={(message) => onEdit(setRule(form, { ...check, message }))}
        />
      )}
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
