import { FeelSyntaxError, parseExpression } from '#feel'

/** Operators of the unified expression language (JUEL) that FEEL writes in another way. */
const operators: readonly (readonly [RegExp, string])[] = [
  [/\s*===?\s*/g, ' = '],
  [/\s*&&\s*/g, ' and '],
  [/\s*\|\|\s*/g, ' or '],
  [/\s+eq\s+/g, ' = '],
  [/\s+ne\s+/g, ' != '],
  [/\s+gt\s+/g, ' > '],
  [/\s+ge\s+/g, ' >= '],
  [/\s+lt\s+/g, ' < '],
  [/\s+le\s+/g, ' <= '],
  [/\bnrOfInstances\b/g, 'numberOfInstances'],
  [/\bnrOfActiveInstances\b/g, 'numberOfActiveInstances'],
  [/\bnrOfCompletedInstances\b/g, 'numberOfCompletedInstances'],
  [/^!\s*([\w.]+)$/g, 'not($1)'],
]

/**
 * A condition that another tool wrote as `${days > 3}` in FEEL, where it is as simple as that: names, values, comparisons.
 * `undefined` where it is written otherwise, or does more, such as to call a method.
 */
export function plainCondition(source: string): string | undefined {
  const [, inside] = /^\s*[$#]\{([^{}]{1,1000})\}\s*$/.exec(source) ?? []
  if (inside === undefined || /\w\s*\(/.test(inside)) return undefined
  const parts = inside.split(/("[^"]*"|'[^']*')/)
  const plain = parts
    .map((part, index) => (index % 2 === 1 ? `"${part.slice(1, -1)}"` : inFeel(part)))
    .join('')
    .trim()
  try {
    parseExpression(plain)
    return plain
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined
    throw error
  }
}

function inFeel(part: string): string {
  return operators.reduce((text, [from, to]) => text.replace(from, to), part)
}
