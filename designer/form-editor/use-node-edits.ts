import { App } from 'antd'
import { addField, type FormDefinition, FormEditError, mayStandIn, moveNode, type NodeKind, removeNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useLocalize, useWords } from '#runtime/client'
import { formEditorWords } from './form-editor-words.ts'
import { newNode } from './form-edits.ts'
import { type DropEdge, dropPlace, placeAfter, placeOf, type Step, stepPlace } from './moves.ts'
import { wordsOf } from './outline/node-words.ts'

export interface NodeEditsOptions {
  readonly form: FormDefinition
  readonly edit: (form: FormDefinition) => void
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
  readonly definitions: readonly DefinitionSummary[]
  /** Told of every removal, with what brings the node back. */
  readonly onRemoved: (title: string, undo: () => void) => void
}

/** What palette and outline do: add, move, drop and remove nodes. */
export function useNodeEdits({ form, edit, selected, select, definitions, onRemoved }: NodeEditsOptions) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const { message } = App.useApp()
  const codeList = definitions.find(({ kind }) => kind === 'codeList')?.id

  /** A move can fail where an answer of that name exists on the other side of a group's border. */
  function move(id: string, place: ReturnType<typeof stepPlace>) {
    if (!place) return
    try {
      edit(moveNode(form, id, place))
      focusNode(id)
    } catch (error) {
      if (!(error instanceof FormEditError)) throw error
      message.error(words.cannotMove)
    }
  }

  return {
    mayAdd: (kind: NodeKind) => {
      const { parent } = placeAfter(form, selected)
      const parentNode = parent === undefined ? undefined : placeOf(form, parent)?.node
      return mayStandIn(newNode(form, kind, codeList).node, parentNode)
    },
    add: (kind: NodeKind) => {
      const added = newNode(form, kind, codeList)
      edit(addField(form, added, placeAfter(form, selected)))
      select(added.node.id)
      focusNode(added.node.id)
    },
    step: (id: string, step: Step) => move(id, stepPlace(form, id, step)),
    drop: (id: string, target: string, edge: DropEdge) => move(id, dropPlace(form, id, target, edge)),
    /** Several at once are one edit. */
    remove: (ids: readonly string[]) => {
      const here = placeOf(form, ids.at(-1) ?? '')
      if (!here) return
      const left = here.siblings.filter(({ id }) => id === here.node.id || !ids.includes(id))
      const at = left.indexOf(here.node)
      const next =
        left[at + 1] ?? left[at - 1] ?? (here.parent && ids.includes(here.parent.id) ? undefined : here.parent)
      edit(ids.reduce((rest, id) => (placeOf(rest, id) ? removeNode(rest, id) : rest), form))
      select(next?.id)
      if (next) focusNode(next.id)
      onRemoved(ids.length > 1 ? words.several(ids.length) : say(wordsOf(here.node)) || words.untitled, () => {
        edit(form)
        select(here.node.id)
      })
    },
  }
}

/** Keeps the focus on a node of the outline once it is drawn in its new place. */
function focusNode(id: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus()
  })
}
