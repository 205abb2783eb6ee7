import type { FormDefinition, Rule } from '../form-definition.ts'
import { placedNodes } from '../form-nodes.ts'
import { readRule } from '../reading/read-rule.ts'
import { type ChangeEffect, change, type FormChange, nameOf } from './form-change.ts'
import { same } from './same.ts'

const effects: Readonly<Record<Rule['kind'], { readonly there: ChangeEffect; readonly gone: ChangeEffect }>> = {
  visible: { there: 'asks', gone: 'asks' },
  required: { there: 'asks', gone: 'none' },
  readonly: { there: 'replaces', gone: 'asks' },
  value: { there: 'replaces', gone: 'asks' },
  options: { there: 'may-refuse', gone: 'none' },
  check: { there: 'may-refuse', gone: 'none' },
}

/** Rules that came, went or say something else. A rule that got another id but says the same is the same. */
export function diffRules(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const was = before.rules ?? []
  const is = after.rules ?? []
  const gone = was.filter((rule) => !is.some((other) => other.id === rule.id || saysSame(rule, other)))
  return [
    ...gone.map((rule) => ruleChange(before, rule, ['去掉规则', 'no longer'], effects[rule.kind].gone)),
    ...is.flatMap((rule) => {
      if (was.some((old) => saysSame(old, rule))) return []
      const old = was.find((other) => other.id === rule.id)
      if (!old) return [ruleChange(after, rule, ['新增规则', 'now'], effects[rule.kind].there)]
      if (old.target === rule.target && old.kind === rule.kind && old.expression === rule.expression)
        return [ruleChange(after, rule, ['提示文字有修改', 'has another message'], 'none')]
      const effect = effects[rule.kind].there
      return [ruleChange(after, rule, ['规则改为', 'now'], effect)]
    }),
  ]
}

function saysSame(left: Rule, right: Rule): boolean {
  const { id: _left, ...one } = left
  const { id: _right, ...other } = right
  return same(one, other)
}

function ruleChange(
  form: FormDefinition,
  rule: Rule,
  [zh, en]: readonly [string, string],
  effect: ChangeEffect,
): FormChange {
  const target = placedNodes(form).find(({ node }) => node.id === rule.target)
  const [name, nameEn] = target ? nameOf(target.node) : [`“${rule.target}”`, `“${rule.target}”`]
  return change(
    'rule',
    rule.target,
    [`${name}${zh}：${readRule(rule, form, 'zh-CN')}`, `${nameEn} ${en}: ${readRule(rule, form, 'en')}`],
    effect,
  )
}
