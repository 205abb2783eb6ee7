/**
 * `npm run golden` records the histories of all scenarios that ship again, where a change of what the engine or a process
 * does is meant. Prints what is new or different; the differences belong into the review.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  commandsOf,
  goldenFolder,
  goldenPath,
  playedBundles,
  readGolden,
  replayed,
} from '../tests/golden/golden-history.ts'

const written = new Set<string>()
for (const played of await playedBundles()) {
  for (const scenario of played.scenarios) {
    const path = goldenPath(played.bundle, scenario.id)
    const lines = replayed(played.processes, commandsOf(played, scenario)).map((step) => JSON.stringify(step))
    const before = readGolden(played.bundle, scenario.id)?.map((step) => JSON.stringify(step))
    writeFileSync(path, `${lines.join('\n')}\n`)
    written.add(basename(path))
    const changed = lines.filter((line, index) => line !== before?.[index]).length
    const what = before
      ? changed === 0 && before.length === lines.length
        ? 'the same'
        : `${changed} steps differ`
      : 'new'
    console.log(`${basename(path)}: ${lines.length} steps, ${what}`)
  }
}
for (const file of readdirSync(goldenFolder).filter((each) => each.endsWith('.jsonl') && !written.has(each))) {
  rmSync(join(goldenFolder, file))
  console.log(`${file}: its scenario is gone, removed`)
}
