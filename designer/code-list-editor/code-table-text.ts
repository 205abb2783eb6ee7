import type { CodeList } from '#forms'
import { readTable, writeCsv } from '../controls/table-text.ts'
import type { Code } from './code-edits.ts'

/** Codes of one list at most, as its format has it. */
export const codesAtMost = 20_000

export type ReadCodes =
  | {
      readonly type: 'codes'
      readonly codes: readonly Code[]
      readonly unread: readonly number[]
      readonly more: boolean
    }
  | { readonly type: 'empty' }

const headers: Readonly<Record<string, keyof Columns>> = {
  代码: 'code',
  编码: 'code',
  code: 'code',
  名称: 'zh',
  '名称（中文）': 'zh',
  中文: 'zh',
  中文名称: 'zh',
  'name (chinese)': 'zh',
  name: 'zh',
  title: 'zh',
  英文: 'en',
  英文名称: 'en',
  '名称（英文）': 'en',
  'name (english)': 'en',
  上级代码: 'parent',
  上级: 'parent',
  parent: 'parent',
  停用: 'retired',
  retired: 'retired',
}

interface Columns {
  readonly code: number
  readonly zh: number
  readonly en: number
  readonly parent: number
  readonly retired: number
}

const asWritten: Columns = { code: 0, zh: 1, en: 2, parent: 3, retired: 4 }

/**
 * Codes from rows of a spreadsheet: by the names of the columns where the first row has them, else code, Chinese and
 * English name, parent. `unread` are the numbers of rows without a code or a name, from 1.
 */
export function readCodes(text: string, separator: '\t' | ','): ReadCodes {
  const rows = readTable(text, separator, codesAtMost + 2)
  const head = rows[0]?.map((cell) => headers[cell.trim().toLowerCase()])
  const hasHead = head?.includes('code') === true && head.includes('zh')
  const columns: Columns = hasHead
    ? {
        code: head.indexOf('code'),
        zh: head.indexOf('zh'),
        en: head.indexOf('en'),
        parent: head.indexOf('parent'),
        retired: head.indexOf('retired'),
      }
    : asWritten
  const unread: number[] = []
  const codes: Code[] = []
  for (const [at, row] of rows.entries()) {
    if (hasHead && at === 0) continue
    // A file of ours marks texts that a spreadsheet would take for formulas.
    const cell = (column: number) => (row[column] ?? '').trim().replace(/^'(?=[=+\-@])/, '')
    const code = cell(columns.code)
    const zh = cell(columns.zh)
    if (row.every((each) => each.trim() === '')) continue
    if (code === '' || zh === '' || code.length > 64) {
      unread.push(at + 1)
      continue
    }
    const [en, parent] = [cell(columns.en), cell(columns.parent)]
    codes.push({
      code,
      title: { 'zh-CN': zh, ...(en !== '' && { en }) },
      ...(parent !== '' && { parent }),
      ...(/^(?:是|停用|yes|true|1)$/i.test(cell(columns.retired)) && { retired: true as const }),
    })
  }
  if (codes.length === 0) return { type: 'empty' }
  return { type: 'codes', codes: codes.slice(0, codesAtMost), unread, more: codes.length > codesAtMost }
}

export interface CodeMerge {
  readonly list: CodeList
  readonly added: number
  readonly changed: number
}

/** The list with these codes: those it has take over what is given, the others come last. Locked ones stay as they are. */
export function mergeCodes(list: CodeList, given: readonly Code[], isLocked: (code: string) => boolean): CodeMerge {
  const byCode = new Map(given.map((code) => [code.code, code]))
  let changed = 0
  const codes = list.codes.map((old) => {
    const now = byCode.get(old.code)
    if (!now || isLocked(old.code)) return old
    const { retired: _, ...kept } = old
    const next = { ...kept, ...now, title: { ...old.title, ...now.title } }
    if (JSON.stringify(next) === JSON.stringify(old)) return old
    changed += 1
    return next
  })
  const known = new Set(list.codes.map(({ code }) => code))
  const added = [...byCode.values()].filter(({ code }) => !known.has(code))
  return { list: { ...list, codes: [...codes, ...added] }, added: added.length, changed }
}

/** The list as a file for spreadsheets. */
export function codesCsv(
  { codes }: CodeList,
  head: readonly [string, string, string, string, string],
  yes: string,
): string {
  return writeCsv([
    head,
    ...codes.map(({ code, title, parent, retired }) => [
      code,
      title['zh-CN'],
      title.en ?? '',
      parent ?? '',
      retired ? yes : '',
    ]),
  ])
}
