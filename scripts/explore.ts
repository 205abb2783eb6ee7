/**
 * Looks for what the property tests have not met yet: runs them round after round, each with a seed of its own, and
 * prints the seed of a round that fails.
 *
 *     npm run explore                                      20 rounds of every property test of the unit project
 *     npm run explore -- --rounds 200 tests/feel           of one folder
 *     npm run explore -- --seed 1234 tests/feel            that round again
 *     npm run explore -- --project sqlite                  those that need a server
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seedName } from '../tests/support/explored-seed.ts'

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    project: { type: 'string', default: 'unit' },
  },
  allowPositionals: true,
})
const rounds = values.seed === undefined ? Number(values.rounds) : 1
const given = Number(values.seed ?? 0)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(given)) {
  console.error('--rounds and --seed take whole numbers.')
  process.exit(2)
}

const asked = positionals.length > 0 ? positionals : ['tests']
const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .map((file) => join('tests', file))
  .filter((file) => file.endsWith('.test.ts') && asked.some((path) => file.startsWith(path)))
  .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"))
if (tests.length === 0) {
  console.error(`There is no property test in ${asked.join(', ')}.`)
  process.exit(2)
}

const failed: number[] = []
for (let round = 1; round <= rounds; round += 1) {
  const seed = values.seed === undefined ? randomInt(2 ** 31) : given
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', values.project, ...tests]
  const { status, stdout } = spawnSync(process.execPath, words, {
    env: { ...process.env, [seedName]: String(seed) },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  })
  console.log(`${status === 0 ? '✔' : '✘'} round ${round} of ${rounds}, seed ${seed}`)
  if (status === 0) continue
  console.log(stdout)
  failed.push(seed)
}
for (const seed of failed) console.log(`Again: npm run explore -- --project ${values.project} --seed ${seed}`)
process.exit(failed.length > 0 ? 1 : 0)
