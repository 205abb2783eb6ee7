import { bindContext } from './environment.ts'
import { compileTree, type Evaluate } from './form.ts'
import { forms } from './forms.ts'
import { parseFeel } from './parse-feel.ts'
import { spendDeeply, Work, workLimit } from './work.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** What evaluating gave. A name that is not in the context is `null` and a warning, as FEEL demands. */
export interface FeelResult {
  readonly value: unknown
  readonly warnings: readonly FeelWarning[]
  /** Units of work done; left out where nothing was evaluated. */
  readonly spent?: number
}

/** `type` is `NO_VARIABLE_FOUND`, `TOO_EXPENSIVE` or another name in capitals. */
export interface FeelWarning {
  readonly type: string
  readonly message: string
  readonly position: { readonly from: number; readonly to: number }
}

/** A parsed expression; parse once, evaluate often. */
export interface FeelExpression {
  readonly source: string
  /** The names it reads from its context, without those it binds itself. */
  readonly names: readonly string[]
  /** What it reads of such names and of constants, as `NAME.MEMBER`. */
  readonly paths?: readonly string[]
  /**
   * Does a bounded amount of work and gives a value of bounded size, whatever expression and context; beyond it the
   * value is `null` and
   * a warning says `TOO_EXPENSIVE`. Never throws. `now()` and `today()` need `at`, milliseconds since 1970 (UTC).
   * `budget` makes the bound narrower.
   */
  readonly evaluate: (context: Readonly<Record<string, unknown>>, at?: number, budget?: number) => FeelResult
}

/**
 * Reads FEEL (DMN 1.3, clause 10) as feelin's grammar does; a leading `=` is left out.
 *
 * `knownNames` are names with spaces that the text may use without backticks. `calendar` is what the functions of
 * working days go by; without it they give `null`.
 * @throws {FeelSyntaxError}
 */
export function parseExpression(
  source: string,
  knownNames: readonly string[] = [],
  calendar?: WorkingCalendar,
): FeelExpression {
  return prepare(source, 'expression', knownNames, calendar)
}

/** Unary tests of a decision table's input entry; the input's value is `?`. @throws {FeelSyntaxError} */
export function parseUnaryTests(
  source: string,
  knownNames: readonly string[] = [],
  calendar?: WorkingCalendar,
): FeelExpression {
  return prepare(source, 'unaryTests', knownNames, calendar)
}

function prepare(
  source: string,
  kind: 'expression' | 'unaryTests',
  knownNames: readonly string[],
  calendar: WorkingCalendar | undefined,
): FeelExpression {
  const { text, evaluate, names, paths } = compiledOnce(source, kind, knownNames)
  return {
    source,
    names,
    ...(paths.length > 0 && { paths }),
    evaluate: (context, at, budget) => {
      const work = new Work(at, Math.min(budget ?? workLimit, workLimit), calendar)
      try {
        const value = evaluate(bindContext(context), work) ?? null
        if (typeof value === 'object') spendDeeply(work, value)
        return { value, warnings: work.warnings, spent: work.spent }
      } catch (error) {
        return { value: null, warnings: [work.failure(error, text.length)], spent: work.spent }
      }
    },
  }
}

interface Compiled {
  readonly text: string
  readonly evaluate: Evaluate
  readonly names: readonly string[]
  readonly paths: readonly string[]
}

/** A definition's expressions are read when it is checked and again when it is compiled. */
const compiledBefore = new Map<string, Compiled>()
const mostRemembered = 5000

/** @throws {FeelSyntaxError} */
function compiledOnce(source: string, kind: 'expression' | 'unaryTests', knownNames: readonly string[]): Compiled {
  const key = JSON.stringify([kind, knownNames, source])
  const known = compiledBefore.get(key)
  if (known) return known
  const { tree, text } = parseFeel(source, kind, knownNames)
  const names = new Set<string>()
  const paths = new Set<string>()
  const evaluate = compileTree(tree, { text, forms, names, paths, bound: new Set() })
  const compiled = { text, evaluate, names: [...names], paths: [...paths] }
  compiledBefore.set(key, compiled)
  const [oldest] = compiledBefore.keys()
  if (compiledBefore.size > mostRemembered && oldest !== undefined) compiledBefore.delete(oldest)
  return compiled
}
