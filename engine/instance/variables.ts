import type { Mapping } from '../process/process.ts'
import type { Variables } from './command.ts'
import { evaluateValue } from './expressions.ts'
import type { Run } from './run.ts'
import { type InstanceState, rootScope, type Scope } from './state.ts'

type Scopes = Pick<InstanceState, 'scopes'>

/** What is seen from a scope: its own variables before its parents'. */
export function visibleVariables({ scopes }: Scopes, scope: number): Variables {
  const chain: Scope[] = []
  for (let key: number | undefined = scope; key !== undefined; key = scopes[key]?.parent) {
    const current = scopes[key]
    if (current) chain.push(current)
  }
  const [inner, ...outer] = chain
  if (outer.length === 0) return inner?.variables ?? {}
  return Object.fromEntries(chain.reverse().flatMap(({ variables }) => Object.entries(variables)))
}

/** Sets variables of exactly this scope. */
export function setLocal(run: Run, scope: number, variables: Variables): void {
  const current = run.scopes[scope]
  if (!current || isEmpty(variables)) return
  run.scopes[scope] = { ...current, variables: { ...current.variables, ...variables } }
  run.variablesChanged = true
}

/** Sets each variable where it is defined, looking from `scope` upwards; in the process where it is not. */
export function propagate(run: Run, scope: number, variables: Variables): void {
  const byScope = new Map<number, [string, unknown][]>()
  for (const entry of Object.entries(variables)) {
    const target = definingScope(run, scope, entry[0])
    const entries = byScope.get(target)
    if (entries) entries.push(entry)
    else byScope.set(target, [entry])
  }
  for (const [target, entries] of byScope) setLocal(run, target, Object.fromEntries(entries))
}

/** Evaluates mappings one after the other; a later one sees what an earlier one gave. @throws {Stopped} */
export function evaluateMappings(mappings: readonly Mapping[], seen: Variables, at: number): Variables {
  let result: Variables = {}
  for (const { source, target } of mappings) {
    const value = evaluateValue(source, { ...seen, ...result }, at)
    const [name, ...path] = target
    result = withEntry(
      result,
      name!,
      path.length === 0 ? value : nested(own({ ...seen, ...result }, name!), path, value),
    )
  }
  return result
}

function nested(base: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  const context = typeof base === 'object' && base !== null && !Array.isArray(base) ? (base as Variables) : {}
  return withEntry(context, name, nested(own(context, name), rest, value))
}

/** A copy with one more entry; `__proto__` is a name like any other. */
function withEntry(variables: Variables, name: string, value: unknown): Variables {
  return { ...variables, ...Object.fromEntries([[name, value]]) }
}

function own(variables: Variables, name: string): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined
}

function definingScope(run: Run, from: number, name: string): number {
  for (let key: number | undefined = from; key !== undefined; key = run.scopes[key]?.parent) {
    if (Object.hasOwn(run.scopes[key]?.variables ?? {}, name)) return key
  }
  return rootScope
}

function isEmpty(variables: Variables): boolean {
  for (const _ in variables) return false
  return true
}
