/** Rows taken at once: as many as an answer may have. */
export const maximumRows = 2_000
const maximumText = 4_000_000

/**
 * What was copied in a spreadsheet, as rows of cells: parted by tabs, or by commas where there is no tab; a cell with tabs,
 * line ends or quotes stands in quotes. `undefined` where it is more than anyone can look through.
 */
export function readCells(text: string): readonly (readonly string[])[] | undefined {
  if (text.length > maximumText) return undefined
  const separator = text.includes('\t') ? '\t' : /[,，]/.test(text.split('\n', 1)[0] ?? '') ? ',' : '\t'
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === separator || (separator === ',' && character === '，')) {
      rows.at(-1)!.push(cell.trim())
      cell = ''
    } else if (character === '\n') {
      rows.at(-1)!.push(cell.trim())
      cell = ''
      rows.push([])
      if (rows.length > maximumRows + 2) return undefined
    } else if (character !== '\r') cell += character
  }
  rows.at(-1)!.push(cell.trim())
  return rows.filter((row) => row.some((entry) => entry !== ''))
}
