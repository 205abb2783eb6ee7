/** A cell by its row and column, counted from 0; columns are inputs, then outputs, then the note. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridBlock {
  readonly from: GridPlace
  readonly to: GridPlace
}

/** Everything between two corners. */
export function blockOf(one: GridPlace, other: GridPlace): GridBlock {
  return {
    from: { row: Math.min(one.row, other.row), column: Math.min(one.column, other.column) },
    to: { row: Math.max(one.row, other.row), column: Math.max(one.column, other.column) },
  }
}

export function isInBlock({ from, to }: GridBlock, { row, column }: GridPlace): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column
}

/** Where an arrow, Home, End or a page key leads; nothing for another key. */
export function placeAfterKey(
  key: string,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
  far: boolean,
): GridPlace | undefined {
  const to = (toRow: number, toColumn: number) => ({
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(far ? 0 : row - 1, column)
    case 'ArrowDown':
      return to(far ? rows - 1 : row + 1, column)
    case 'ArrowLeft':
      return to(row, far ? 0 : column - 1)
    case 'ArrowRight':
      return to(row, far ? columns - 1 : column + 1)
    case 'Home':
      return to(far ? 0 : row, 0)
    case 'End':
      return to(far ? rows - 1 : row, columns - 1)
    case 'PageUp':
      return to(row - 10, column)
    case 'PageDown':
      return to(row + 10, column)
    default:
      return undefined
  }
}

/** The cell after this one, or before it, row by row; nothing at the end. */
export function nextPlace(
  { row, column }: GridPlace,
  rows: number,
  columns: number,
  back: boolean,
): GridPlace | undefined {
  const at = row * columns + column + (back ? -1 : 1)
  return at < 0 || at >= rows * columns ? undefined : { row: Math.floor(at / columns), column: at % columns }
}
