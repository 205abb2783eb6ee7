import { type FeelExpression, FeelSyntaxError, parseExpression } from '#feel'
import { type Finding, nearest } from '#findings'
import { compileForm, FormNotUsableError } from '../data/compile-form.ts'
import { formFunctionNames, isFormFunction } from '../data/form-functions.ts'
import type { FormDefinition, LayoutNode, Rule } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { type PlacedNode, placedNodes } from './form-nodes.ts'
import { ruleWords } from './kind-words.ts'

/** Whether every rule has a target it can govern, is FEEL, reads names that exist, and none depends on itself. */
export function checkRules(form: FormDefinition): readonly Finding[] {
  const placed = placedNodes(form)
  const rules = form.rules ?? []
  const findings = [
    ...placed.flatMap(({ node }) =>
      'prefill' in node && node.prefill !== undefined
        ? syntax(node.prefill, node.id, `“${node.title['zh-CN']}”的预填内容`).findings
        : [],
    ),
    ...rules.flatMap((rule) => checkRule(rule, placed)),
    ...twice(rules, placed),
  ]
  return findings.some(({ severity }) => severity === 'error') ? findings : [...findings, ...circles(form)]
}

function checkRule(rule: Rule, placed: readonly PlacedNode[]): readonly Finding[] {
  const target = placed.find(({ node }) => node.id === rule.target)
  if (!target) return [unknownTarget(rule, placed)]
  const { expression, findings } = syntax(rule.expression, rule.id, ruleName(rule, target.node))
  return [
    ...(governs(rule.kind, target.node) ? [] : [wrongTarget(rule, target.node)]),
    ...findings,
    ...(expression ? unknownNames(rule, expression, placed, target) : []),
    ...(rule.kind !== 'check' || rule.message ? [] : [noMessage(rule, target.node)]),
  ]
}

function governs(kind: Rule['kind'], node: LayoutNode): boolean {
  if (kind === 'visible') return true
  if (kind === 'readonly') return node.kind !== 'text'
  if (kind === 'options') return node.kind === 'field' && (node.codeList !== undefined || node.options !== undefined)
  return node.kind === 'field' || node.kind === 'group'
}

function syntax(
  source: string,
  node: string,
  zh: string,
): { expression?: FeelExpression; findings: readonly Finding[] } {
  try {
    return { expression: parseExpression(source, formFunctionNames), findings: [] }
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    const { from, to } = error.position
    return {
      findings: [
        finding(
          'error',
          error.code,
          node,
          [
            `${zh}的表达式在第 ${from + 1} 个字处有误：${source.slice(from, to) || source}`,
            `The expression of "${node}" cannot be read at character ${from + 1}: ${source.slice(from, to) || source}`,
          ],
          ['按 FEEL 语法修改。', 'Write it as FEEL.'],
          { from, to },
        ),
      ],
    }
  }
}

function unknownNames(
  rule: Rule,
  { names }: FeelExpression,
  placed: readonly PlacedNode[],
  target: PlacedNode,
): readonly Finding[] {
  const readable = placed.flatMap(({ node, group }) =>
    'property' in node && (!group || group === target.group) ? [node.property] : [],
  )
  return names
    .filter(
      (name) =>
        name !== 'case' &&
        name !== 'settings' &&
        !isFormFunction(name) &&
        !readable.includes(rule.names?.[name] ?? name),
    )
    .map((name) => {
      const meant = nearest(name, readable)
      const from = rule.expression.indexOf(name)
      return finding(
        'error',
        'unknown-name',
        rule.id,
        [
          `${ruleName(rule, target.node)}用到的“${name}”不是本表单的字段。`,
          `The rule "${rule.id}" reads "${name}", which is no field of this form.`,
        ],
        meant
          ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
          : [
              '改用字段的名称；案件的变量写作 case.名称。',
              "Use a field's property; variables of the case are written case.NAME.",
            ],
        from < 0 ? undefined : { from, to: from + name.length },
      )
    })
}

function circles(form: FormDefinition): readonly Finding[] {
  try {
    compileForm(form, { codeLists: {} })
    return []
  } catch (error) {
    if (!(error instanceof FormNotUsableError)) throw error
    const { circle } = error
    return [
      finding(
        'error',
        'rule-cycle',
        circle[0]?.id,
        [
          `规则互相依赖成环：${circle.map(({ title }) => title['zh-CN']).join(' → ')}。`,
          `Rules depend on each other in a circle: ${circle.map(({ id }) => id).join(' → ')}.`,
        ],
        ['改其中一条规则，使它不再依赖后面的字段。', 'Change one of the rules so that it no longer reads the others.'],
      ),
    ]
  }
}

function twice(rules: readonly Rule[], placed: readonly PlacedNode[]): readonly Finding[] {
  const seen = new Set<string>()
  return rules.flatMap((rule) => {
    const key = `${rule.kind} ${rule.target}`
    if (rule.kind === 'check' || !seen.has(key)) {
      seen.add(key)
      return []
    }
    return [
      finding(
        'error',
        'rule-twice',
        rule.id,
        [
          `“${titleOf(placed.find(({ node }) => node.id === rule.target)?.node) || rule.target}”有两条${ruleWords[rule.kind][0]}规则，只有一条会起作用。`,
          `"${rule.target}" has two ${rule.kind} rules; only one can hold.`,
        ],
        ['合并成一条（用 and、or 连接）。', 'Join them into one with and, or.'],
      ),
    ]
  })
}

function unknownTarget(rule: Rule, placed: readonly PlacedNode[]): Finding {
  const meant = nearest(
    rule.target,
    placed.map(({ node }) => node.id),
  )
  return finding(
    'error',
    'unknown-rule-target',
    rule.id,
    [
      `规则“${rule.id}”的对象“${rule.target}”不存在。`,
      `The rule "${rule.id}" is about "${rule.target}", which does not exist.`,
    ],
    meant
      ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
      : ['改成已有字段的编号，或删去规则。', 'Name the id of an existing field, or remove the rule.'],
  )
}

function wrongTarget(rule: Rule, node: LayoutNode): Finding {
  return finding(
    'error',
    'rule-target-kind',
    rule.id,
    [
      `${ruleWords[rule.kind][0]}规则不能用于“${titleOf(node)}”（${kindWords[node.kind]}）。`,
      `A ${rule.kind} rule cannot be about "${node.id}" (${node.kind}).`,
    ],
    ['改成适用的字段，或换一种规则。', 'Name a field it can be about, or use another kind of rule.'],
  )
}

function noMessage(rule: Rule, node: LayoutNode): Finding {
  return finding(
    'error',
    'check-without-message',
    rule.id,
    [`${ruleName(rule, node)}没有写不通过时的提示。`, `The check "${rule.id}" does not say what to tell the person.`],
    ['填写提示文字（message）。', 'Write its message.'],
  )
}

const kindWords: Readonly<Record<LayoutNode['kind'], string>> = {
  field: '字段',
  group: '重复组',
  section: '分区',
  text: '说明文字',
  use: '引用的表单',
}

function titleOf(node: LayoutNode | undefined): string {
  if (!node) return ''
  return (node.kind === 'text' ? node.text : node.title)['zh-CN'].slice(0, 40)
}

/** What a rule is called in Chinese: “面积”的显示规则. */
function ruleName({ kind }: Rule, node: LayoutNode): string {
  return `“${titleOf(node)}”的${ruleWords[kind][0]}规则`
}
