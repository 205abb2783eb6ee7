import type { KeyboardEvent } from 'react'

/** Where a key moves the cursor of a grid, as in the grid pattern of the ARIA practices; nothing where it does not. */
export function movedBy(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: { readonly row: number; readonly column: number },
  { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number },
): readonly [row: number, column: number] | undefined {
  switch (key) {
    case 'ArrowUp':
      return [row - 1, column]
    case 'ArrowDown':
      return [row + 1, column]
    case 'ArrowLeft':
      return [row, column - 1]
    case 'ArrowRight':
      return [row, column + 1]
    case 'PageUp':
      return [row - page, column]
    case 'PageDown':
      return [row + page, column]
    case 'Home':
      return [ctrlKey ? 0 : row, 0]
    case 'End':
      return [ctrlKey ? rows - 1 : row, columns - 1]
    default:
      return undefined
  }
}

/** A key that writes, or that begins a composed word. */
export function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (key.length === 1 || key === 'Process') && key !== ' ' && !ctrlKey && !metaKey && !altKey
}
