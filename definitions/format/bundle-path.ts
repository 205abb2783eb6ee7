import type { Finding } from '#findings'
import type { BundleFiles } from './bundle.ts'
import { problem } from './finding.ts'

/** Largest bundle that is read. */
export const bundleLimits = {
  files: 5_000,
  characters: 4_000_000,
  totalCharacters: 60_000_000,
  pathLength: 200,
} as const

/**
 * What is unsafe about the files of a bundle, before any of them is read: paths that leave the folder or mean
 * different things on different systems, names that differ by case alone, too many or too large files.
 */
export function checkFiles(files: BundleFiles): Finding[] {
  if (files.size > bundleLimits.files) {
    return [
      problem(
        'bundle-too-many-files',
        {},
        [
          `定义包有 ${files.size} 个文件，最多 ${bundleLimits.files} 个`,
          `The bundle has ${files.size} files; ${bundleLimits.files} are allowed`,
        ],
        ['请拆分为多个定义包', 'Split it into several bundles'],
      ),
    ]
  }
  const findings: Finding[] = []
  const folded = new Map<string, string>()
  let total = 0
  for (const [path, text] of files) {
    total += text.length
    const unsafe = unsafePath(path)
    if (unsafe) findings.push(unsafe)
    if (text.length > bundleLimits.characters) findings.push(tooLarge(path))
    const twin = folded.get(fold(path))
    if (twin !== undefined) findings.push(collision(path, twin))
    folded.set(fold(path), path)
  }
  if (total > bundleLimits.totalCharacters) findings.push(tooLarge())
  return findings
}

/** A path inside a bundle: relative, with `/`, in Unicode normal form, nothing in it that a file system may take another way. */
function unsafePath(path: string): Finding | undefined {
  const parts = path.split('/')
  const safe =
    path.length <= bundleLimits.pathLength &&
    path === path.normalize('NFC') &&
    parts.every(
      (part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part) && !reserved.test(part),
    ) &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a path
    !/[\\:*?"<>|\u0000-\u001f\u007f]/.test(path)
  if (safe) return undefined
  return problem(
    'bundle-path',
    { file: path },
    [`文件路径“${path}”不安全`, `The path "${path}" is not safe`],
    [
      '请使用包内的相对路径，不含“..”、反斜杠、冒号等字符',
      'Use a path relative to the bundle, without "..", backslashes, colons and the like',
    ],
  )
}

/** Device names of Windows. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

function fold(path: string): string {
  return path.normalize('NFKC').toLowerCase()
}

function collision(path: string, twin: string): Finding {
  return problem(
    'bundle-path-collision',
    { file: path },
    [`“${path}”与“${twin}”只有大小写不同`, `"${path}" and "${twin}" differ by case alone`],
    ['请改用不同的文件名', 'Give them different names'],
  )
}

function tooLarge(file?: string): Finding {
  return problem(
    'bundle-too-large',
    { file },
    file === undefined
      ? ['定义包过大', 'The bundle is too large']
      : [`文件“${file}”过大`, `The file "${file}" is too large`],
    ['请拆分', 'Split it up'],
  )
}
