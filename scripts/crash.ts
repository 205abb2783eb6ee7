/**
 * `npm run crash -- --kills N [--postgres] [--nodes 2] [--seed S] [--no-finish]` kills a real server under load N times
 * and looks whether anything was lost or done twice. Progress goes to stderr; the last line is JSON on stdout:
 * `{"kills","starts","completions","retried","faults":[]}`. Exit 1 where there is a fault.
 *
 * `--postgres` runs it on PostgreSQL: the one that DATABASE_URL names, or one of its own. `--nodes 2` runs two servers
 * on it, one of which works while the other is killed. `--seed` repeats the choices of another run, though not its pace.
 * `--every-kind` runs all three at once, with a line of JSON each.
 * `--no-finish` leaves out working every case to its end, which waits up to a minute for jobs that a dead server held.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { crash } from '../tests/crash/crash.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    nodes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    postgres: { type: 'boolean', default: false },
    finish: { type: 'boolean', default: true },
    'every-kind': { type: 'boolean', default: false },
  },
  allowNegative: true,
})
const kills = wholeNumber('kills', values.kills, 1)
const nodes = wholeNumber('nodes', values.nodes, 1)
const seed = wholeNumber('seed', values.seed, 0)
if (nodes > 1 && !values.postgres) refuse('Several nodes need PostgreSQL: add --postgres.')

// A server that finds no pages builds them first, which is not what is to be killed here.
if (!existsSync('dist')) spawnSync(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 2, 2] })

const kinds = values['every-kind']
  ? [
      { postgres: false, nodes: 1 },
      { postgres: true, nodes: 1 },
      { postgres: true, nodes: 2 },
    ]
  : [{ postgres: values.postgres, nodes }]
console.error(`Kills by the seed ${seed}`)
const reports = await Promise.all(
  kinds.map((kind) => {
    const { finish } = values
    const place = kind.postgres ? `PostgreSQL, ${kind.nodes} ${kind.nodes === 1 ? 'server' : 'servers'}` : 'SQLite'
    return crash({ ...kind, kills, seed, finish, progress: (line) => console.error(`${place}: ${line}`) })
  }),
)
for (const report of reports) console.log(JSON.stringify(report))
process.exit(reports.some(({ faults }) => faults.length > 0) ? 1 : 0)

function wholeNumber(name: string, said: string, least: number): number {
  const number = Number(said)
  return Number.isSafeInteger(number) && number >= least
    ? number
    : refuse(`--${name} takes a whole number from ${least}.`)
}

function refuse(why: string): never {
  console.error(why)
  process.exit(2)
}
