/**
 * Rows of a text that a spreadsheet copied (tabs) or saved (commas, RFC 4180). Quoted cells may hold separators and line
 * breaks. `atMost` rows are read; the last line break makes no row.
 */
export function readTable(text: string, separator: '\t' | ',', atMost = Number.POSITIVE_INFINITY): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  const source = text.replace(/^\uFEFF/, '')
  for (let at = 0; at < source.length && rows.length < atMost; at++) {
    const sign = source[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell === '' && endsQuoted(source, at, separator)) quoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  if (rows.length < atMost && (cell !== '' || row.length > 0)) endRow()
  return rows
}

/** Whether the quote that opens here is closed before a separator: FEEL's own `"a","b"` stands in one cell of a table with tabs. */
function endsQuoted(source: string, open: number, separator: string): boolean {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] !== '"') continue
    const next = source[at + 1]
    if (next === '"') at += 1
    else
      return next === undefined || next === separator || next === '\n' || next === '\r'
        ? isSpreadsheetQuote(source, open, at, separator)
        : false
  }
  return false
}

/** A spreadsheet that copies with tabs quotes only cells with tabs, line breaks or quotes in them. */
function isSpreadsheetQuote(source: string, open: number, close: number, separator: string): boolean {
  return separator === ',' || /[\t\n\r]|""/.test(source.slice(open + 1, close))
}

/** Cells as a spreadsheet takes them from the clipboard. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(clipCell).join('\t')).join('\n')
}

function clipCell(text: string): string {
  return /[\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as a file for spreadsheets: UTF-8 with its mark. A cell that would be taken for a formula is marked as text. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
