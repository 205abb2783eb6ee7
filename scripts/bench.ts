/**
 * `npm run bench -- NAME …` measures and prints one JSON line per figure:
 * `{"name","value","unit","baseline","ratio"}`; the baseline ran in the same process run. Without a name: all.
 */
import { existsSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  readonly ratio: number | null
}

const folder = 'tests/bench'
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !existsSync(`${folder}/${name}.bench.ts`))
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

const rounded = (value: number) => Number(value.toPrecision(4))
for (const name of asked.length > 0 ? asked : known) {
  const { run } = (await import(pathToFileURL(`${folder}/${name}.bench.ts`).href)) as {
    run: (report: (figure: Figure) => void) => Promise<void>
  }
  await run(({ name, value, unit, baseline, ratio }) =>
    console.log(
      JSON.stringify({
        name,
        value: rounded(value),
        unit,
        baseline: baseline === null ? null : rounded(baseline),
        ratio: ratio === null ? null : rounded(ratio),
      }),
    ),
  )
}
process.exit(0)
