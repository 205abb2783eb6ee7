import { systemClock } from '../clock.ts'
import { RefusedError } from '../refused-error.ts'
import { publishDrafts, rollBack } from '../releases/publish.ts'
import { inThisThread, resolverOn } from '../releases/resolver.ts'
import { followNext } from '../releases/upgrades.ts'
import type { Store } from '../store/store.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { inInstallation, ownJobTypes, releasedRegion } from './installation.ts'
import { reportFindings } from './report-findings.ts'

export interface PublishArguments {
  readonly region?: string
  readonly comment: string
  /** Of `rollback`: the beginning of the digest of an older release. */
  readonly release?: string
  readonly json?: boolean
  readonly lang?: string
}

const machine = { id: 'system', displayName: '系统' }

/**
 * `gezhi publish` puts a region's drafts in force, `gezhi rollback` an older release. Exit code 0: in force; 1: refused
 * with findings; 2: no such region or release; 3: refused for another reason, by its code.
 */
export async function publish(args: PublishArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const code = await inInstallation(async (store) => {
    const region = await releasedRegion(store.db, args.region)
    if (region === undefined) {
      out.note(
        say('没有这个区域，或需要用 --region 写明。', 'There is no such region, or it must be named by --region.'),
      )
      return 2
    }
    try {
      const made = await putInForce(store, region, args)
      if (!made) {
        out.note(
          say(`没有编号以“${args.release}”开头的发布。`, `No release, or several, begin with "${args.release}".`),
        )
        return 2
      }
      for (let more = true; more; )
        more = await followNext({ store, clock: systemClock, jobTypes: ownJobTypes, checks: inThisThread(store) })
      const { digest } = made.release
      if (args.json) out.line(JSON.stringify({ ok: true, region, digest, number: made.number }))
      else
        out.line(
          say(
            `✔ ${region} 第 ${made.number} 次发布 ${digest.slice(0, 12)} 已生效`,
            `✔ Release ${made.number} of ${region}, ${digest.slice(0, 12)}, is in force`,
          ),
        )
      return 0
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      const findings = error.details.findings ?? []
      if (args.json) out.line(JSON.stringify({ ok: false, code: error.code, findings }))
      else {
        reportFindings(findings, locale, out)
        out.line(`✘ ${error.code}`)
      }
      return error.code === 'invalid-definitions' ? 1 : 3
    }
  })
  if (code === undefined)
    out.note(say('还没有数据，请先启动一次服务器。', 'There is no data yet; start the server once first.'))
  return code ?? 2
}

async function putInForce(store: Store, region: string, { comment, release }: PublishArguments) {
  const deps = { store, resolver: resolverOn(store.db) }
  const asked = { region, comment, by: machine, now: systemClock.now(), jobTypes: ownJobTypes }
  if (release === undefined) return publishDrafts(deps, asked)
  const rows = await store.db
    .selectFrom('publication')
    .select('digest')
    .distinct()
    .where('region', '=', region)
    .execute()
  const [digest, other] = rows.map((row) => row.digest).filter((known) => known.startsWith(release.toLowerCase()))
  return digest === undefined || other !== undefined ? undefined : rollBack(deps, { ...asked, digest })
}
