import { type Finding, nearest } from '#findings'
import type { Decisions } from '../decision/decision.ts'
import { decisionReads } from '../decision/decision-reads.ts'
import { choosing, givenNames } from './given-names.ts'
import type { Process, UsedExpression } from './process.ts'
import { doubt } from './process-findings.ts'

export interface VariablesAround {
  /** Names that come from elsewhere: from forms, from a caller, from called processes. */
  readonly known?: Iterable<string>
  /** Whether elsewhere may give other names too. */
  readonly open?: boolean
  /** What business rule tasks may ask for; their decisions are looked through as well. */
  readonly decisions?: Decisions
}

/**
 * Expressions that read a variable which nothing in the process gives: no mapping, result, loop or data object, and
 * nothing around it. Where jobs and messages may bring any variable, only what looks like a slip of the pen is told.
 */
export function checkVariables(
  process: Process,
  { known = [], open = false, decisions }: VariablesAround = {},
): Finding[] {
  const own = givenNames(process)
  const given = new Set([...own.names, ...known])
  const names = [...given]
  const isOpen = own.open || open
  const anybodys = choosing(process)
  const seen = new Set<string>()
  const findings: Finding[] = []
  const tell = (elementId: string, name: string, make: (meant: string | undefined) => Finding) => {
    const place = `${elementId} ${name}`
    if (given.has(name) || seen.has(place)) return
    seen.add(place)
    const meant = nearest(name, names)
    if (!isOpen || (meant !== undefined && name.length >= longEnough)) findings.push(make(meant))
  }
  for (const used of process.expressions) {
    if (anybodys.has(used.expression)) continue
    for (const name of used.expression.names) {
      if (!isAskedFor(used.expression.source, name)) tell(used.elementId, name, (meant) => unknown(used, name, meant))
    }
  }
  for (const { elementId, decision, name } of readByDecisions(process, decisions ?? process.decisions)) {
    tell(elementId, name, (meant) => unknownToDecision(elementId, decision, name, meant))
  }
  return findings
}

/** Shorter names are near each other by chance. */
const longEnough = 4

/** What the decisions of business rule tasks read, by element. */
function readByDecisions({ nodes }: Process, decisions: Decisions) {
  return [...nodes.values()].flatMap((node) => {
    const decision = node.kind === 'businessRuleTask' ? node.detail.decisionId.literal : undefined
    if (decision === undefined) return []
    const mapped = new Set(node.inputs.flatMap(({ target }) => target.slice(0, 1)))
    const names = decisionReads(decisions, decision).filter((name) => !mapped.has(name))
    return names.map((name) => ({ elementId: node.id, decision, name }))
  })
}

/** Whether the expression itself minds that the variable may be missing. */
function isAskedFor(source: string, name: string): boolean {
  return ['is defined', 'get or else'].some((asking) =>
    source.split(asking).some((rest, index) => index > 0 && rest.replace(/^[\s(`]+/, '').startsWith(name)),
  )
}

function unknown(
  { elementId, expression: { source } }: UsedExpression,
  name: string,
  meant: string | undefined,
): Finding {
  const from = source.indexOf(name)
  return {
    ...doubt(
      'variable-unknown',
      elementId,
      [`没有任何步骤给出变量“${name}”`, `Nothing gives the variable "${name}"`],
      remedy(meant),
    ),
    ...(from >= 0 && { position: { from, to: from + name.length } }),
  }
}

function unknownToDecision(elementId: string, decision: string, name: string, meant: string | undefined): Finding {
  return doubt(
    'variable-unknown',
    elementId,
    [
      `决策“${decision}”要用的变量“${name}”没有任何步骤给出`,
      `Nothing gives the variable "${name}", which the decision "${decision}" reads`,
    ],
    remedy(meant),
  )
}

function remedy(meant: string | undefined): [string, string] {
  if (meant !== undefined) return [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
  return [
    '请检查拼写，或在前面的表单、输出映射或结果变量中给出它',
    'Check its spelling, or give it by a form, an output mapping or a result before',
  ]
}
