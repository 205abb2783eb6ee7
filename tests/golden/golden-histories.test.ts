import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goldenFolder, goldenPath, playedBundles, readGolden, replayed } from './golden-history.ts'

const bundles = await playedBundles()
const scenarios = bundles.flatMap((played) =>
  played.scenarios.map(({ id }) => ({ name: `${played.bundle}.${id}`, id, played })),
)

/** Where a change is meant: `npm run golden` records them again, and the difference is reviewed. */
describe('a recorded history', () => {
  it.each(scenarios)('$name comes out as it did', ({ id, played }) => {
    const golden = readGolden(played.bundle, id)
    if (!golden) throw new Error(`The scenario "${id}" was not recorded. Run "npm run golden".`)
    expect(replayed(played.processes, golden), 'where the change is meant, run "npm run golden"').toEqual(golden)
  })

  it('is there for every scenario that ships, and for no other', () => {
    const kept = readdirSync(goldenFolder).filter((file) => file.endsWith('.jsonl'))
    const wanted = scenarios.map(({ id, played }) => goldenPath(played.bundle, id).slice(goldenFolder.length + 1))
    expect(kept.sort()).toEqual(wanted.sort())
  })

  it('passes every process that ships', () => {
    const begun = new Set(
      scenarios.flatMap(({ id, played }) => readGolden(played.bundle, id)?.map((each) => each.processId)),
    )
    const shipped = bundles.flatMap(({ processes }) => [...processes.keys()])
    expect(shipped.filter((process) => !begun.has(process))).toEqual([])
  })
})
