import { readCells, type Sensitivity } from '#forms'
import type { QuestionKind } from '../form-edits.ts'
import { type Guess, guessKind } from './guess-kind.ts'

/** A column of a spreadsheet, and the field it would become. */
export interface PastedColumn extends Guess {
  /** Its place in the row, from 0. */
  readonly at: number
  readonly title: string
  readonly unit?: string
  readonly required: boolean
  readonly sensitivity: Sensitivity
  readonly taken: boolean
  /** A few of its cells. */
  readonly examples: readonly string[]
}

export type PastedHeader =
  | { readonly type: 'columns'; readonly columns: readonly PastedColumn[] }
  | { readonly type: 'empty' }
  /** More rows or text than is looked through. */
  | { readonly type: 'too-large' }
  | { readonly type: 'too-wide'; readonly count: number }

export const columnsAtMost = 200
/** Rows below the header that are looked at. */
const rowsLookedAt = 200
const longestTitle = 100

/** The first row copied from a spreadsheet as fields; rows below it help to guess what each asks for. */
export function pastedColumns(text: string): PastedHeader {
  const cells = readCells(text)
  if (!cells) return { type: 'too-large' }
  const [header, ...rows] = cells
  if (!header) return { type: 'empty' }
  const width = header.findLastIndex((title) => title !== '') + 1
  if (width > columnsAtMost) return { type: 'too-wide', count: width }
  const below = rows.slice(0, rowsLookedAt)
  return {
    type: 'columns',
    columns: header.slice(0, width).map((title, at) =>
      columnOf(
        title,
        at,
        below.map((row) => row[at] ?? ''),
      ),
    ),
  }
}

function columnOf(header: string, at: number, cells: readonly string[]): PastedColumn {
  const { title, unit, required } = readHeader(header)
  const guess = guessKind(header, cells)
  return {
    ...guess,
    at,
    title,
    ...(unit !== undefined && guess.kind === 'number' && { unit }),
    required,
    sensitivity: sensitivityOf(title, guess.kind),
    taken: title !== '' && !/^(序号|编号|no\.?|#|serial)$/i.test(title),
    examples: [...new Set(cells.filter((cell) => cell !== ''))].slice(0, 3),
  }
}

/** `* 面积（平方米）`: the title, the unit, and whether it must be filled. */
function readHeader(header: string): {
  readonly title: string
  readonly unit: string | undefined
  readonly required: boolean
} {
  const required = /^[*＊]|[*＊]$|[（(]必填[）)]/.test(header)
  const plain = header
    .replaceAll(/[（(](必填|选填|是\/否)[）)]/g, '')
    .replaceAll(/^[*＊\s]+|[*＊\s：:]+$/g, '')
    .replaceAll(/\s+/g, ' ')
  const [, name, unit] = /^(.+?)[（(]([^（）()]{1,10})[）)]$/.exec(plain) ?? []
  return { title: [...(name ?? plain)].slice(0, longestTitle).join(''), unit, required }
}

function sensitivityOf(title: string, kind: QuestionKind): Sensitivity {
  if (kind === 'person-id' || /银行卡|账号|病|残疾|宗教|证件号/.test(title)) return 'sensitive'
  if (kind === 'phone' || kind === 'address' || kind === 'signature') return 'personal'
  return /姓名|联系人|出生|户主|房东|承租人|负责人|^name$/i.test(title) ? 'personal' : 'none'
}
