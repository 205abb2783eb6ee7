import type { CodeList, Option } from '#forms'

/** How many levels a list has: 1 where no code lies below another. */
export function levelsOf({ codes }: CodeList): number {
  const parents = new Map(codes.map(({ code, parent }) => [code, parent]))
  const depths = new Map<string, number>()
  let deepest = 1
  for (const { code } of codes) {
    const path: string[] = []
    for (
      let at: string | undefined = code;
      at !== undefined && !depths.has(at) && !path.includes(at);
      at = parents.get(at)
    )
      path.push(at)
    for (const each of path.toReversed()) {
      const parent = parents.get(each)
      const depth = 1 + (parent === undefined ? 0 : (depths.get(parent) ?? 0))
      depths.set(each, depth)
      deepest = Math.max(deepest, depth)
    }
  }
  return deepest
}

/** The options whose values the list does not have: answers given with them will have to be chosen again. */
export function optionsLost(options: readonly Option[], { codes }: CodeList): readonly Option[] {
  const known = new Set(codes.map(({ code }) => code))
  return options.filter(({ value }) => !known.has(value))
}
