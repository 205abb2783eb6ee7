import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { hasErrors, readBundle } from '#definitions'
import type { Finding } from '#findings'
import { readSigningKey, type SigningKey, writePackage } from '../packages/index.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { reportFindings } from './report-findings.ts'

export interface PackArguments {
  /** Folder of the bundle. */
  readonly bundle: string
  /** File to write; left out, ID-VERSION.gezhi.zip here. */
  readonly out?: string
  /** File of the private key to sign with. */
  readonly key?: string
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi pack BUNDLE`: checks every file of the bundle by itself and writes them as a package. Exit code 0: written; 1: the
 * bundle has errors; 2: no such folder, or a key that cannot be read. A file is written wholly or not at all.
 */
export async function pack(args: PackArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const folder = resolve(args.bundle)
  if (!existsSync(folder)) {
    out.note(say(`没有文件夹“${args.bundle}”。`, `There is no folder "${args.bundle}".`))
    return 2
  }
  const key = args.key === undefined ? undefined : await signingKey(args.key)
  if (args.key !== undefined && !key) {
    out.note(
      say(
        `“${args.key}”不是可用的 Ed25519 私钥；可用 gezhi keys new 生成。`,
        `"${args.key}" is no Ed25519 private key; gezhi keys new makes one.`,
      ),
    )
    return 2
  }
  const { files, findings: refused } = await readBundleFolder(folder)
  const { bundle, findings } = await readBundle(files)
  const all: readonly Finding[] = [...refused, ...findings]
  if (!args.json) reportFindings(all, locale, out)
  if (!bundle || hasErrors(all)) {
    if (args.json) out.line(JSON.stringify({ ok: false, findings: all }))
    return 1
  }
  const { id, version } = bundle.manifest
  const file = resolve(args.out ?? `${id}-${version}.gezhi.zip`)
  await writeFile(`${file}.part`, writePackage({ kind: 'bundle', id, version }, files, key))
  await rename(`${file}.part`, file)
  if (args.json)
    out.line(JSON.stringify({ ok: true, file, id, version, files: files.size, key: key?.id, findings: all }))
  else {
    out.line(say(`✔ 已打包 ${files.size} 个文件：${file}`, `✔ Packed ${files.size} file(s): ${file}`))
    if (!key)
      out.note(
        say(
          '没有签名：别处将拒绝安装，除非允许未签名的包。',
          'It is not signed: others will refuse it unless they allow unsigned packages.',
        ),
      )
  }
  return 0
}

async function signingKey(file: string): Promise<SigningKey | undefined> {
  try {
    return readSigningKey(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
