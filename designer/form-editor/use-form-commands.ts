import type { FormDefinition } from '#forms'
import { useWords } from '#runtime/client'
import type { CanvasActions } from './canvas/canvas-context.ts'
import { allBeside, neighbourOf } from './canvas/canvas-keys.ts'
import { canvasWords } from './canvas/canvas-words.ts'
import { focusNode } from './focus-node.ts'
import { type SelectHow, selectedAfter } from './selection.ts'
import type { useClipboard } from './use-clipboard.ts'
import type { FormCommands } from './use-form-keys.ts'
import type { NodeEdits } from './use-node-edits.ts'

export interface FormCommandsOptions {
  readonly form: FormDefinition
  readonly selected: readonly string[]
  readonly select: (ids: readonly string[]) => void
  readonly edits: NodeEdits
  readonly clipboard: ReturnType<typeof useClipboard>
  readonly announce: (text: string) => void
  /** Begins or ends the writing of a title in its place. */
  readonly onEdited: (id: string | undefined) => void
  /** Shows a node's properties, where they are not beside the canvas. */
  readonly onProperties: (() => void) | undefined
}

/** What buttons and keys do with the nodes, and with what is selected of them. */
export function useFormCommands(options: FormCommandsOptions) {
  const { form, selected, select, edits, clipboard, announce, onEdited, onProperties } = options
  const said = useWords(canvasWords)
  const withSelected = (id: string) => (selected.includes(id) ? selected : [id])
  const choose = (id: string | undefined, how: SelectHow) => {
    const next = id === undefined ? [] : selectedAfter(form, selected, id, how)
    select(next)
    if (next.length > 1) announce(said.selected(next.length))
  }
  const walkTo = (id: string | undefined, how: SelectHow = 'alone') => {
    if (id === undefined) return
    choose(id, how)
    focusNode(id)
  }
  const actions: CanvasActions = {
    moveUp: (id) => edits.step(id, 'up'),
    moveDown: (id) => edits.step(id, 'down'),
    duplicate: clipboard.duplicate,
    copy: clipboard.copy,
    wrap: edits.wrap,
    remove: (id) => edits.remove(withSelected(id)),
    edit: (id) => {
      onEdited(id)
      if (id !== undefined) select([id])
    },
    rename: (id, title) => {
      onEdited(undefined)
      if (title !== undefined) edits.rename(id, title)
      focusNode(id)
    },
    properties: onProperties,
  }
  const commands: FormCommands = {
    editTitle: (id) => actions.edit(id ?? selected.at(-1)),
    moveUp: (id) => id !== undefined && edits.step(id, 'up'),
    moveDown: (id) => id !== undefined && edits.step(id, 'down'),
    moveLeft: (id) => id !== undefined && edits.sideways(id, 'left'),
    moveRight: (id) => id !== undefined && edits.sideways(id, 'right'),
    wrap: edits.wrap,
    duplicate: clipboard.duplicate,
    remove: (id) => id !== undefined && edits.remove(withSelected(id)),
    previous: (id) => walkTo(neighbourOf(form, id, -1)),
    next: (id) => walkTo(neighbourOf(form, id, 1)),
    first: () => walkTo(neighbourOf(form, undefined, 1)),
    last: () => walkTo(neighbourOf(form, undefined, -1)),
    selectUp: (id) => walkTo(neighbourOf(form, id, -1), 'through'),
    selectDown: (id) => walkTo(neighbourOf(form, id, 1), 'through'),
    selectAll: () => {
      const all = allBeside(form, selected)
      select(all)
      announce(said.selected(all.length))
    },
    toggle: (id) => id !== undefined && choose(id, 'besides'),
    leave: () => select([]),
  }
  return { actions, commands, choose, withSelected }
}
