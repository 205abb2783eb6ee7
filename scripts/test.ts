/**
 * Every check, in the order in which a fault is cheapest to find. `npm test -- --only unit` runs one of them;
 * what stands behind the name goes to Vitest: `npm test -- --only sqlite tests/runtime/server/session.test.ts`.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { findChromium } from '../tests/support/chromium.ts'

const node = (...words: string[]) => [process.execPath, ...words]
const vitest = (...words: string[]) => node('node_modules/vitest/vitest.mjs', 'run', ...words)

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })

const checks: Record<string, () => string[][]> = {
  lint: () => [node('node_modules/@biomejs/biome/bin/biome', 'check', '.'), node('scripts/cruise.ts')],
  typecheck: () => [node('scripts/typecheck.ts')],
  unit: () => [vitest('--project', 'unit', ...positionals)],
  sqlite: () => [vitest('--project', 'sqlite', ...positionals)],
  postgres: () => [vitest('--project', 'postgres', ...positionals)],
  crash: () => [node('scripts/crash.ts', '--kills', '10', '--every-kind', '--no-finish')],
  browser: () => {
    findChromium()
    return [node('scripts/build.ts'), vitest('--project', 'browser', ...positionals)]
  },
}

const names = values.only ? values.only.split(',') : Object.keys(checks)
const unknown = names.filter((name) => !checks[name])
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`)
  process.exit(2)
}

const began = Date.now()
for (const name of names) {
  const from = Date.now()
  for (const [command, ...words] of checks[name]!()) {
    const { status } = spawnSync(command!, words, { stdio: 'inherit' })
    if (status !== 0) {
      console.error(`\n✘ ${name} failed`)
      process.exit(status ?? 1)
    }
  }
  console.log(`✔ ${name} (${Math.round((Date.now() - from) / 1000)} s)`)
}
console.log(`All checks passed in ${Math.round((Date.now() - began) / 1000)} s.`)
