import { RE2JS } from 're2js'

/** Whether a text holds what a pattern describes, in time linear in the text. */
export interface LinearPattern {
  readonly test: (text: string) => boolean
  /** Unique per pattern: ajv keeps compiled patterns by it. */
  readonly toString: () => string
}

const longest = 1000

/**
 * Compiles a JSON Schema `pattern` (ECMAScript syntax) for a matcher that never backtracks.
 * Look-around and back-references have no linear-time meaning.
 *
 * @throws {Error} whose message says what cannot be used.
 */
export function linearPattern(source: string): LinearPattern {
  if (source.length > longest) throw new Error(`The pattern is longer than ${longest} characters.`)
  const compiled = RE2JS.compile(RE2JS.translateRegExp(source))
  return { test: (text) => compiled.matcher(text).find(), toString: () => `linear:${source}` }
}
