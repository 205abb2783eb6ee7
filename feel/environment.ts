/** Names and their values, the inner ones first. */
export interface Environment {
  readonly values: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>
  readonly outer?: Environment
}

export function bindContext(context: Readonly<Record<string, unknown>>): Environment {
  return { values: context }
}

/** The inner environment in which `names` are bound. */
export function bind(outer: Environment, names: ReadonlyMap<string, unknown>): Environment {
  return { values: names, outer }
}

/** `undefined` where no environment has the name. Names of the language itself (`__proto__`) are not there. */
export function lookUp(environment: Environment, name: string): unknown {
  for (let at: Environment | undefined = environment; at; at = at.outer) {
    const { values } = at
    if (values instanceof Map) {
      if (values.has(name)) return values.get(name) ?? null
    } else if (Object.hasOwn(values, name)) {
      const value = (values as Readonly<Record<string, unknown>>)[name]
      if (value !== undefined) return value
    }
  }
  return undefined
}
