import { systemClock } from '../clock.ts'
import { RefusedError } from '../refused-error.ts'
import { publishDrafts, rollBack } from '../releases/publish.ts'
import { resolverOn } from '../releases/resolver.ts'
import type { Store } from '../store/store.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { followAll } from './follow-all.ts'
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
      await followAll(store, out, say)
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
        const [zh, en] = refusals[error.code] ?? []
        out.line(`✘ ${error.code}`)
        if (zh && en) out.line(`    ${say(zh, en)}`)
      }
      return error.code === 'invalid-definitions' ? 1 : 3
    }
  })
  if (code === undefined)
    out.note(say('还没有数据，请先启动一次服务器。', 'There is no data yet; start the server once first.'))
  return code ?? 2
}

/** Why a region's release stays as it is, where it is not for what was found in the definitions. */
const refusals: { readonly [code: string]: readonly [zh: string, en: string] | undefined } = {
  'nothing-to-publish': ['没有草稿，或该发布已经生效', 'There are no drafts, or that release is in force'],
  'upgrade-waiting': [
    '上级的更新有冲突尚待决定：请先在设计器的“更新”中处理',
    'An upgrade from below waits for choices: settle it first, in the designer under Updates',
  ],
  'review-needed': [
    '该区域规定由两人发布：请在设计器中提交申请，由另一人审核',
    'Two persons publish here: ask for it in the designer, and let another one approve',
  ],
  'draft-changed': ['其间有人修改或发布：请重试', 'Someone edited or published meanwhile: try again'],
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
