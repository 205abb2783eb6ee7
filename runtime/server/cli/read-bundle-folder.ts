import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BundleFiles, bundleLimits } from '#definitions'
import type { Finding } from '#findings'

/**
 * The files of a bundle's folder. Links are refused, since they may lead out of it; names that begin with a dot are
 * left out. What cannot be read as UTF-8 text is a finding.
 *
 * @throws {NodeJS.ErrnoException} where the folder cannot be read.
 */
export async function readBundleFolder(folder: string): Promise<{ files: BundleFiles; findings: Finding[] }> {
  const files = new Map<string, string>()
  const findings: Finding[] = []
  const open = ['']
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const name of (await readdir(join(folder, place))).sort()) {
      if (name.startsWith('.')) continue
      const path = place === '' ? name : `${place}/${name}`
      const entry = await lstat(join(folder, path))
      if (entry.isDirectory()) open.push(path)
      else if (!entry.isFile())
        findings.push(refused(path, 'bundle-link', ['是链接或特殊文件', 'is a link or a special file']))
      else if (entry.size > bundleLimits.characters * 4)
        findings.push(refused(path, 'bundle-too-large', ['过大', 'is too large']))
      else if (files.size >= bundleLimits.files) {
        return {
          files,
          findings: [...findings, refused(path, 'bundle-too-many-files', ['超出文件数量上限', 'is one file too many'])],
        }
      } else {
        const text = decode(await readFile(join(folder, path)))
        if (text === undefined)
          findings.push(refused(path, 'bundle-encoding', ['不是 UTF-8 文本', 'is not UTF-8 text']))
        else files.set(path, text)
      }
    }
  }
  return { files, findings }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function refused(file: string, code: string, [zh, en]: readonly [string, string]): Finding {
  return {
    severity: 'error',
    code,
    file,
    message: { 'zh-CN': `“${file}”${zh}`, en: `"${file}" ${en}` },
    remedy: {
      'zh-CN': '请从定义包中删去，或换成 UTF-8 文本文件',
      en: 'Take it out of the bundle, or replace it by a UTF-8 text file',
    },
  }
}
