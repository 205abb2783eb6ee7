import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type BundleFiles, hasErrors, readBundle } from '#definitions'
import type { Finding } from '#findings'
import { systemClock } from '../clock.ts'
import { knownKeys, verifyPackage } from '../packages/index.ts'
import { BrokenBundleError, installFiles } from '../releases/install.ts'
import type { Store } from '../store/store.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { followAll } from './follow-all.ts'
import { inInstallation, ownJobTypes, releasedRegion } from './installation.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { reportFindings } from './report-findings.ts'

export interface InstallArguments {
  /** Packages, or folders of bundles. */
  readonly sources: readonly string[]
  readonly region?: string
  readonly allowUnsigned?: boolean
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi install`: puts bundles beside those that are installed, or in place of older versions. Exit code 0: installed and
 * in force; 1: refused, everything is as before; 2: no such file or region; 4: installed, but a region waits for a person
 * to settle conflicts and keeps its release until then.
 */
export async function install(args: InstallArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const missing = args.sources.find((source) => !existsSync(source))
  if (missing !== undefined) {
    out.note(say(`没有“${missing}”。`, `There is no "${missing}".`))
    return 2
  }
  const code = await inInstallation(async (store) => {
    const region = await releasedRegion(store.db, args.region)
    if (region === undefined) {
      out.note(say('请用 --region 写明为哪个区域安装。', 'Name the region to install for by --region.'))
      return 2
    }
    const { found, findings } = await filesOf(store, args)
    const refuse = (all: readonly Finding[]) => {
      if (args.json) out.line(JSON.stringify({ ok: false, findings: all }))
      else {
        reportFindings(all, locale, out)
        out.line(say('✘ 未安装，一切如旧', '✘ Not installed; everything is as before'))
      }
      return 1
    }
    if (hasErrors(findings)) return refuse(findings)
    try {
      const now = systemClock.now()
      const comment = `安装 ${[...found.keys()].join('、')}`
      const made = await installFiles(store, found, { region, now, comment, jobTypes: ownJobTypes })
      await followAll(store, out, say)
      const waiting = await waitingRegions(store)
      if (args.json) {
        out.line(
          JSON.stringify({ ok: true, region, digest: made.digest, waiting, findings: [...findings, ...made.findings] }),
        )
      } else {
        reportFindings([...findings, ...made.findings], locale, out)
        out.line(say(`✔ 已安装 ${[...found.keys()].join('、')}`, `✔ Installed ${[...found.keys()].join(', ')}`))
        if (waiting.length > 0) {
          out.line(
            say(
              `    ${waiting.join('、')} 的修改与新版本有冲突，请在设计器的“更新”中决定；在此之前沿用原来的发布`,
              `    ${waiting.join(', ')} changed the same as the new version: settle it in the designer under Updates; until then the old release holds`,
            ),
          )
        }
      }
      return waiting.length > 0 ? 4 : 0
    } catch (error) {
      if (error instanceof BrokenBundleError) return refuse([...findings, ...error.findings])
      throw error
    }
  })
  if (code === undefined)
    out.note(say('还没有数据，请先启动一次服务器。', 'There is no data yet; start the server once first.'))
  return code ?? 2
}

async function filesOf(store: Store, { sources, allowUnsigned }: InstallArguments) {
  const found = new Map<string, BundleFiles>()
  const findings: Finding[] = []
  const keys = await knownKeys(store.db)
  for (const source of sources) {
    const read = statSync(source).isDirectory()
      ? await readBundleFolder(source)
      : await packaged(await readFile(source), keys, allowUnsigned === true)
    findings.push(...read.findings)
    if (!read.files || hasErrors(read.findings)) continue
    const { bundle, findings: unfit } = await readBundle(read.files)
    findings.push(...unfit)
    if (bundle) found.set(bundle.manifest.id, read.files)
  }
  return { found, findings }
}

async function packaged(bytes: Buffer, keys: Parameters<typeof verifyPackage>[1], allowUnsigned: boolean) {
  const { package: opened, findings } = await verifyPackage(bytes, keys, { allowUnsigned })
  return { files: opened?.manifest.kind === 'bundle' ? opened.files : undefined, findings: [...findings] }
}

async function waitingRegions({ db }: Store): Promise<string[]> {
  const rows = await db
    .selectFrom('region_upgrade')
    .select('region')
    .where('status', '=', 'waiting')
    .orderBy('region')
    .execute()
  return rows.map(({ region }) => region)
}
