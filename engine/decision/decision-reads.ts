import type { Decision, Decisions, Knowledge, Logic } from './decision.ts'

/** Names of the variables that a decision, and those it requires, read from outside. */
export function decisionReads(decisions: Decisions, decisionId: string): string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [decisionId]
  const given = new Set<string>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined
    if (!decision || seen.has(id)) continue
    seen.add(id)
    if (id !== decisionId) given.add(decision.variable)
    open.push(...decision.requires)
    for (const name of readsOf(decision)) found.add(name)
  }
  return [...found].filter((name) => !given.has(name))
}

function readsOf({ logic, knowledge = [] }: Decision): string[] {
  if (logic.kind === 'service') return []
  return reads(logic, new Set(knowledge.flatMap(functionNames)))
}

function functionNames({ name, knowledge }: Knowledge): string[] {
  return [name, ...knowledge.flatMap(functionNames)]
}

/** Names the logic reads that it does not bind itself. */
function reads(logic: Logic, bound: ReadonlySet<string>): string[] {
  const within = (inner: Logic, ...names: readonly string[]) => reads(inner, new Set([...bound, ...names]))
  switch (logic.kind) {
    case 'literal':
      return logic.expression.names.filter((name) => !bound.has(name))
    case 'table': {
      const cells = logic.rules.flatMap(({ tests, outputs }) => [...tests, ...outputs])
      const all = [
        ...logic.inputs.map(({ expression }) => expression),
        ...cells,
        ...logic.outputs.map((output) => output.default),
      ]
      return all.flatMap((expression) => expression?.names ?? []).filter((name) => !bound.has(name))
    }
    case 'invocation':
      return logic.bindings.flatMap((binding) => within(binding.logic))
    case 'context': {
      const names = logic.entries.flatMap(({ name }) => name ?? [])
      return logic.entries.flatMap((entry) => within(entry.logic, ...names))
    }
    case 'list':
      return logic.items.flatMap((item) => within(item))
    case 'function':
      return within(logic.body, ...logic.parameters)
    case 'conditional':
      return [logic.test, logic.positive, logic.negative].flatMap((part) => within(part))
    case 'filter':
      return within(logic.items) // What its match reads may be entries of the items.
    default:
      return [...within(logic.items), ...within(logic.body, logic.variable, 'partial')]
  }
}
