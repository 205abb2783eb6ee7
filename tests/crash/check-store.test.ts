import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer } from '../support/server.ts'
import { work } from './caseworker.ts'
import { faultsSeen } from './check-api.ts'
import { checkStore } from './check-store.ts'
import { publishLoad } from './definitions.ts'
import { emptyLedger, totals } from './ledger.ts'
import { mend } from './mender.ts'
import { chanceFrom } from './random.ts'
import { signIn } from './visitor.ts'

const sound = mkdtempSync(join(tmpdir(), 'gezhi-sound-'))
const spoiled = mkdtempSync(join(tmpdir(), 'gezhi-spoiled-'))
const ledger = emptyLedger()
let seen: string[] = []

/** Cases whose rectification waits for its deadline. */
function rectifying() {
  const done = ledger.completions.filter(({ elementId }) => elementId === 'rectify').map(({ taskId }) => caseOf(taskId))
  const found = ledger.completions.filter(
    ({ elementId, outcome, answers }) =>
      elementId === 'inspect' && outcome === 'completed' && 'hazardDescription' in answers,
  )
  return found.filter(({ taskId }) => !done.includes(caseOf(taskId))).length
}

const caseOf = (taskId: string) => taskId.slice(0, taskId.indexOf('.'))

beforeAll(async () => {
  const server = await testServer({ data: sound, holds: 'nothing', remove: async () => {} })
  const chance = chanceFrom(1)
  const [grid, community, street, admin] = await Promise.all(
    (['grid', 'community', 'street', 'admin'] as const).map((userName) =>
      signIn(userName, [server.url], chance.fork()),
    ),
  )
  await publishLoad(admin!, 'PT1H')
  const signed = () =>
    ledger.completions.some(({ elementId, outcome }) => elementId === 'sign' && outcome === 'completed')
  const moved = () => ledger.operations.some(({ action }) => action === 'move-token')
  const enough = () => totals(ledger).completions >= 8 && rectifying() >= 2 && signed() && moved()
  const phase = () => (enough() ? 'over' : 'starting')
  await Promise.all([
    work(grid!, true, ledger, chance.fork(), phase),
    work(community!, false, ledger, chance.fork(), phase),
    work(street!, false, ledger, chance.fork(), phase),
    mend(admin!, ledger, chance.fork(), phase),
  ])
  seen = await faultsSeen(admin!, [grid!, community!, street!], ledger)
  await server.stop()
})
afterAll(() => {
  for (const folder of [sound, spoiled]) rmSync(folder, { recursive: true, force: true })
})

/** The faults found after one change to the sound store. */
async function faultsAfter(change: string): Promise<string> {
  copyFileSync(join(sound, 'gezhi.db'), join(spoiled, 'gezhi.db'))
  const db = new DatabaseSync(join(spoiled, 'gezhi.db'))
  db.exec('pragma foreign_keys = off')
  const { changes } = db.prepare(change).run()
  db.close()
  expect(changes, 'rows changed').toBeGreaterThan(0)
  return (await checkStore({ data: spoiled }, ledger)).faults.join('\n')
}

const aCompleted = `(select id from task where status = 'completed' and element_id = 'inspect' order by id limit 1)`
const aRental = `(select id from cases where process_id = 'rental-housing' order by id limit 1)`
const anErrand = `(select id from cases where process_id = 'errand' and status = 'completed' limit 1)`
const aTimer = `(select rowid from timer limit 1)`
const anEnded = `(select id from cases where status = 'completed' limit 1)`

describe('the check of the crash test', () => {
  it('finds nothing wrong where nothing is', async () => {
    expect(seen).toEqual([])
    expect(ledger.oddities).toEqual([])
    expect((await checkStore({ data: sound }, ledger)).faults).toEqual([])
  })

  it.each([
    ['a start that was lost', `delete from answered_request where case_id = ${aRental}`, /is lost/],
    ['a case that nobody asked for', `delete from answered_request where case_id = ${aRental}`, /Nobody asked/],
    [
      'a start that was told another number',
      `update cases set number = 'other' where id = ${anEnded}`,
      /acknowledged as/,
    ],
    ['a number that was skipped', `update case_number set last = last + 1`, /numbers were given/],
    [
      'a completion that was lost',
      `update task set status = 'open', answers = null where id = ${aCompleted}`,
      /acknowledged, and is lost/,
    ],
    [
      'a completion that nobody asked for',
      `update task set answers = '{"inspectionDate":"2020-01-01"}' where id = ${aCompleted}`,
      /Nobody asked for task/,
    ],
    ['a state from before the last step', `update instance set version = version - 1`, /number of its steps/],
    [
      'a state that its history does not lead to',
      `update instance set state = replace(state, '"next":', '"next":1')`,
      /engine state/,
    ],
    ['an open case that has ended', `update cases set status = 'open' where id = ${anEnded}`, /its status/],
    ['a task left over', `update task set status = 'open' where case_id = ${anEnded}`, /its open tasks/],
    ['a task that is offered to nobody', `delete from task_offer`, /number of offers/],
    [
      'a job left over',
      `insert into job (case_id, job_id, element_id, type, headers, variables, retries_left, attempts, run_at)
        select id, 'x', 'send-notice', 'notice.send', '{}', '{}', 3, 0, 0 from cases limit 1`,
      /its queued jobs/,
    ],
    ['a timer that is missing', `delete from timer where rowid = ${aTimer}`, /its timers/],
    [
      'a timer that belongs to nothing',
      `update timer set case_id = 'nobody' where rowid = ${aTimer}`,
      /belongs to nothing/,
    ],
    [
      'an incident',
      `insert into incident select id, 'x', 'inspect', 'job-failed', 'no', 0, null from cases limit 1`,
      /its incidents/,
    ],
    ['a line of history that is missing', `delete from history where what = 'ended'`, /its history/],
    ['a notice that was not left', `delete from notice`, /without its notice/],
    ['a called process that is missing', `delete from called_instance where case_id = ${anErrand}`, /what it called/],
    [
      'a subscription left over',
      `insert into subscription select id, 'x', 'hear', 'signal', 'crash-bell', null, region, 0, 0 from cases limit 1`,
      /its subscriptions/,
    ],
    ['a message that was lost', `delete from message where hops = 0 and kind = 'message'`, /acknowledged, and is lost/],
    ['a message that nobody sent', `update message set id = 'x' || id where hops = 0`, /Nobody sent message/],
    ['a message of a case that was lost', `delete from message where hops > 0`, /of theirs are stored|messages fit/],
    [
      'a message that was delivered to nobody',
      `update message set status = 'delivered', correlation_key = 'x' where hops > 0`,
      /has reached 0 cases|are stored/,
    ],
    ['a signal on its way to nobody', `insert into signal_delivery values ('x', 'y', 'z')`, /belongs to nothing/],
    ['a start that waits for nothing', `update start_trigger set name = 'x'`, /begins cases by itself/],
    [
      'an operation that was lost',
      `update audit set subject = subject || '0' where action = 'set-variables'`,
      /Nobody asked for set-variables/,
    ],
    ['an audit that was changed', `update audit set at = at + 1 where action = 'start-case'`, /audit of .* is broken/],
    ['a completion that the audit does not tell', `delete from audit where action = 'complete-task'`, /its audit says/],
  ])('finds %s', async (_, change, fault) => {
    expect(await faultsAfter(change)).toMatch(fault)
  })
})
