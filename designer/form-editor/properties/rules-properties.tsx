import { type FormDefinition, type LayoutNode, type Rule, setRule } from '#forms'
import { useWords } from '#runtime/client'
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
 * When a node is shown, demanded, locked or computed. One rule of each kind can be
 * changed here; further checks of the same node stay as they are.
 */
export function RulesProperties({ form, node, onEdit }: RulesPropertiesProps) {
  const words = useWords(formEditorWords)
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
            target={node.id}
            kind={kind}
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
    </>
  )
}
