/**
 * Results by name, each with the inputs it came from. A result is given back only for identical inputs, so that whoever
 * shares a memo gets what computing anew would give.
 */
export interface Memo {
  readonly of: <T>(name: string, inputs: readonly unknown[], compute: () => T) => T
  /** The object given under `name` before, where it has the same members; otherwise `object`. */
  readonly same: <T extends object>(name: string, object: T) => T
}

export function newMemo(): Memo {
  const entries = new Map<string, { readonly inputs: readonly unknown[]; readonly result: unknown }>()

  const of = <T>(name: string, inputs: readonly unknown[], compute: () => T): T => {
    const known = entries.get(name)
    // Only `of` writes an entry, and each name has one kind of result.
    if (known && identical(known.inputs, inputs)) return known.result as T
    const result = compute()
    entries.set(name, { inputs, result })
    return result
  }

  return { of, same: (name, object) => of(name, Object.entries(object).flat(), () => object) }
}

function identical(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]))
}
