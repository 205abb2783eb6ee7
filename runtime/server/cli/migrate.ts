import { existsSync, readFileSync } from 'node:fs'
import { pino } from 'pino'
import { parseJson } from '#definitions'
import { type Finding, type Locale, localize } from '#findings'
import type { MigratedCase, MigrationDetail } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { depsOn, openData } from '../main.ts'
import { openRun, workOnRun } from '../migration/run-migration.ts'
import type { SignedIn } from '../permissions/access.ts'
import { operatorRole } from '../permissions/operators.ts'
import { RefusedError } from '../refused-error.ts'
import { startMigration, undoMigration } from '../use-cases/migrations/carry-out-migration.ts'
import { planMigration } from '../use-cases/migrations/plan-migration.ts'
import { listMigratedCases, readRun } from '../use-cases/migrations/read-migrations.ts'
import { commandLocale, speaking } from './command-output.ts'
import { readEnvironment } from './environment.ts'
import { findingLines } from './finding-lines.ts'
import { releasedRegion } from './installation.ts'
import type { MigrateFlags } from './migrate-command.ts'

/** Why the command cannot be carried out as it was given. */
class UsageError extends Error {}

/**
 * `gezhi migrate`: tries a migration out and carries it out, or takes one back. A server may run beside it, and go on
 * where this is interrupted. Exit code 0: every case is moved (or could be); 1: some stay where they are; 2: nothing was done.
 */
export async function migrate(flags: MigrateFlags): Promise<number> {
  const locale = commandLocale(flags.lang)
  const { data, databaseUrl } = readEnvironment(process.env)
  const store = await openData({ data, databaseUrl })
  try {
    const deps = depsOn(store, { log: pino({ level: 'silent' }) })
    return await (flags.undo === undefined ? plan(deps, flags, locale) : undo(deps, flags.undo, flags, locale))
  } catch (error) {
    const known = error instanceof UsageError || error instanceof RefusedError
    if (!known) throw error
    const findings = error instanceof RefusedError ? (error.details.findings ?? []) : []
    refuse(error.message, findings, flags)
    return 2
  } finally {
    await store.close()
  }
}

function refuse(reason: string, findings: readonly Finding[], { json }: MigrateFlags): void {
  if (json) {
    console.log(JSON.stringify({ type: 'refused', reason, findings }))
    return
  }
  console.error(reason)
  for (const line of findingLines(findings)) console.error(line)
}

async function plan(deps: Deps, flags: MigrateFlags, locale: Locale): Promise<number> {
  const region = flags.region ?? (await widestRegion(deps))
  const user = operatorOf(region)
  const reason = flags.reason ?? '命令行迁移 · from the command line'
  const { id: migrationId } = await planMigration(deps)({
    user,
    region,
    from: flags.from && (await releaseNamed(deps, flags.from)),
    to: flags.to && (await releaseNamed(deps, flags.to)),
    migration: flags.file === undefined ? undefined : readFile(flags.file),
    reason,
  })
  await finish(deps, migrationId, flags, locale)
  if (flags.dryRun !== true) {
    await startMigration(deps)({ user, migrationId, reason })
    await finish(deps, migrationId, flags, locale)
  }
  return report(deps, { user, migrationId }, flags, locale)
}

async function undo(deps: Deps, migrationId: string, flags: MigrateFlags, locale: Locale): Promise<number> {
  const run = await openRun(deps, migrationId)
  if (!run) throw new UsageError(`没有迁移“${migrationId}”。 There is no migration "${migrationId}".`)
  const user = operatorOf(run.region)
  await undoMigration(deps)({ user, migrationId, reason: flags.reason ?? '命令行撤回 · from the command line' })
  await finish(deps, migrationId, flags, locale)
  return report(deps, { user, migrationId }, flags, locale)
}

/** Works until the run has come to the end of what it does. A server beside may do part of it. */
async function finish(deps: Deps, id: string, flags: MigrateFlags, locale: Locale): Promise<void> {
  const say = speaking(locale)
  const words = {
    planning: say('试算', 'trying'),
    running: say('迁移', 'moving'),
    undoing: say('撤回', 'taking back'),
  }
  let looked = 0
  for (let run = await openRun(deps, id); run && run.state in words; run = await openRun(deps, id)) {
    looked += await workOnRun(deps, run)
    if (process.stderr.isTTY && !flags.json) {
      const part = Math.min(1, run.total === 0 ? 1 : looked / run.total)
      const bar = '█'.repeat(Math.round(part * 20)).padEnd(20, '░')
      const name = words[run.state as keyof typeof words]
      process.stderr.write(`\r\x1b[K${name} ${bar} ${Math.min(looked, run.total)}/${run.total}`)
    }
  }
  if (process.stderr.isTTY && !flags.json) process.stderr.write('\r\x1b[K')
}

interface Asked {
  readonly user: SignedIn
  readonly migrationId: string
}

async function report(deps: Deps, asked: Asked, flags: MigrateFlags, locale: Locale): Promise<number> {
  const run = await readRun(deps)(asked)
  const cases = listMigratedCases(deps)
  let cursor: string | undefined
  do {
    const page = await cases({ ...asked, limit: 100, ...(cursor !== undefined && { cursor }) })
    for (const one of page.items) tell(one, flags, locale)
    cursor = page.next
  } while (cursor !== undefined)
  const stay = counted(run, 'refused') + counted(run, 'gone-on')
  if (flags.json) console.log(JSON.stringify({ type: 'report', ...run, findings: undefined, migration: undefined }))
  else console.log(summary(run, locale))
  return stay > 0 ? 1 : 0
}

function tell(one: MigratedCase, { json }: MigrateFlags, locale: Locale): void {
  if (json) {
    const { caseId, number, outcome, verdict, reasons } = one
    console.log(JSON.stringify({ type: 'case', caseId, number, outcome, verdict, reasons }))
  } else if (one.reasons.length > 0) {
    console.log(`${one.number}  ${one.verdict ?? one.outcome}`)
    for (const { message } of one.reasons) console.log(`    ${localize(message, locale)}`)
  }
}

function counted({ outcomes }: MigrationDetail, outcome: MigratedCase['outcome']): number {
  return outcomes.filter((one) => one.outcome === outcome).reduce((sum, { count }) => sum + count, 0)
}

function summary(run: MigrationDetail, locale: Locale): string {
  const count = (outcome: MigratedCase['outcome']) => counted(run, outcome)
  return speaking(locale)(
    `迁移 ${run.id}：共 ${run.total} 件；可迁移 ${count('planned')} 件，已迁移 ${count('moved')} 件，不能迁移 ${count('refused')} 件，已撤回 ${count('undone')} 件，已继续办理 ${count('gone-on')} 件`,
    `Migration ${run.id}: ${run.total} cases; ${count('planned')} could move, ${count('moved')} moved, ${count('refused')} stay, ${count('undone')} taken back, ${count('gone-on')} worked on since`,
  )
}

/** Whoever may open the data may do so in the name of the machine. */
function operatorOf(region: string): SignedIn {
  return { id: 'system', userName: 'system', displayName: '系统', grants: [{ role: operatorRole, region }] }
}

async function widestRegion({ store }: Deps): Promise<string> {
  const region = await releasedRegion(store.db, undefined)
  if (region !== undefined) return region
  throw new UsageError('请用 --region 说明区域。 Say the region by --region.')
}

async function releaseNamed({ store }: Deps, name: string): Promise<string> {
  const found = /^[0-9a-f]{8,64}$/.test(name)
    ? await store.db
        .selectFrom('stored_release')
        .select('digest')
        .where('digest', '>=', name)
        .where('digest', '<', `${name}~`)
        .limit(2)
        .execute()
    : []
  const [only] = found
  if (only && found.length === 1) return only.digest
  throw new UsageError(`没有唯一的版本“${name}”。 There is no one release "${name}".`)
}

function readFile(file: string): unknown {
  if (!existsSync(file)) throw new UsageError(`没有文件“${file}”。 There is no file "${file}".`)
  const { value, findings } = parseJson(readFileSync(file, 'utf8'), { file })
  if (findings.length > 0) throw new RefusedError('invalid-definitions', { findings })
  return value
}
