import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hasErrors, parseJson, type Release, readBundle, releaseDigest } from '#definitions'
import type { Finding } from '#findings'
import { packageProblem, type TrustedKey, verifyPackage } from '../packages/index.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { installedKeys } from './installed-keys.ts'
import { reportFindings } from './report-findings.ts'

export interface VerifyArguments {
  readonly file: string
  /** Files of public keys to trust instead of those that the installation trusts. */
  readonly keys?: readonly string[]
  readonly allowUnsigned?: boolean
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi verify PACKAGE`: whether it holds what its maker signed, and can be read. Needs no network, and no installation
 * where keys are named. Exit code 0: it does; 1: it does not; 2: there is no such file or key.
 */
export async function verify(args: VerifyArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const missing = [args.file, ...(args.keys ?? [])].find((file) => !existsSync(file))
  if (missing !== undefined) {
    out.note(say(`没有文件“${missing}”。`, `There is no file "${missing}".`))
    return 2
  }
  const trusted = args.keys ? await Promise.all(args.keys.map(namedKey)) : await installedKeys()
  const { package: opened, findings } = await verifyPackage(await readFile(args.file), trusted, args)
  const all: Finding[] = [...findings]
  if (opened?.manifest.kind === 'bundle') all.push(...(await readBundle(opened.files)).findings)
  if (opened?.manifest.kind === 'release')
    all.push(...releaseFindings(opened.files.get('release.json'), opened.manifest.version))
  const good = opened !== undefined && !hasErrors(all)
  const { id, version, kind } = opened?.manifest ?? {}
  if (args.json) out.line(JSON.stringify({ ok: good, kind, id, version, signedBy: opened?.signedBy, findings: all }))
  else {
    reportFindings(all, locale, out)
    const signer = opened?.signedBy
    if (good) {
      const by = signer === undefined ? '' : say(`，由“${signer}”签名`, `, signed by "${signer}"`)
      out.line(say(`✔ ${id} ${version} 完好${by}`, `✔ ${id} ${version} is whole${by}`))
    } else out.line(say('✘ 不可安装', '✘ Not to be installed'))
  }
  return good ? 0 : 1
}

/** An exported release is named by the digest of what it holds. */
function releaseFindings(text: string | undefined, digest: string): Finding[] {
  const { value } = parseJson(text ?? '')
  const release = value as Release | undefined
  return release && release.digest === digest && releaseDigest(release) === digest ? [] : [otherRelease()]
}

function otherRelease(): Finding {
  return packageProblem(
    'release-digest-wrong',
    'release.json',
    ['发布的内容与它的摘要不符', 'The release is not what its digest says'],
    ['请重新导出', 'Export it again'],
  )
}

async function namedKey(file: string): Promise<TrustedKey> {
  return { name: file, publicKey: await readFile(file, 'utf8') }
}
