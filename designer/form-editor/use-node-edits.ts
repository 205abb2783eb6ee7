import { App } from 'antd'
import {
  addField,
  blankField,
  changeField,
  type FormDefinition,
  FormEditError,
  type NodeKind,
  pasteNodes,
} from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useLocale, useLocalize, useWords } from '#runtime/client'
import { addAt, mayMoveAll, moveAll, removeAll, stepAll, topmost, wrapInSection } from './arrange.ts'
import { canvasWords } from './canvas/canvas-words.ts'
import type { Dragged } from './canvas/dragged.ts'
import { focusNode } from './focus-node.ts'
import { formEditorWords } from './form-editor-words.ts'
import { newId, newNode } from './form-edits.ts'
import { type DropEdge, edgePlace, placeNear, placeOf, type Step } from './moves.ts'
import { findPlaced, kindOf, wordsOf } from './outline/node-words.ts'
import type { PaletteItem } from './palette/palette-items.ts'
import { moveSideways } from './rows.ts'
import { formTemplates } from './templates/form-templates.ts'

export interface NodeEditsOptions {
  readonly form: FormDefinition
  readonly edit: (form: FormDefinition) => void
  readonly selected: readonly string[]
  readonly select: (ids: readonly string[]) => void
  readonly definitions: readonly DefinitionSummary[]
  /** Told of every removal, with what brings the node back. */
  readonly onRemoved: (title: string, undo: () => void) => void
  /** A new node is there. Says whether its title is written at once, and so has the focus. */
  readonly onAdded: (id: string) => boolean
  readonly announce: (text: string) => void
}

/** What palette, canvas and outline do: add, move, drop, rename, wrap and remove nodes. Each is one edit and is announced. */
export function useNodeEdits(options: NodeEditsOptions) {
  const { form, edit, selected, select, definitions, onRemoved, onAdded, announce } = options
  const words = useWords(formEditorWords)
  const said = useWords(canvasWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const { message } = App.useApp()
  const codeList = definitions.find(({ kind }) => kind === 'codeList')?.id
  const titleOf = (id: string) => {
    const node = placeOf(form, id)?.node
    return (node && say(wordsOf(node))) || words.untitled
  }
  const whereIn = (id: string | undefined) => (id === undefined ? said.inForm : said.inside(titleOf(id)))

  /** Names can be taken on the other side of a group's border; then the form stays as it was, and the person is told. */
  function attempt(change: () => FormDefinition | undefined): FormDefinition | undefined {
    try {
      return change()
    } catch (error) {
      if (!(error instanceof FormEditError)) throw error
      message.error(words.cannotMove)
      announce(words.cannotMove)
      return undefined
    }
  }

  function moved(next: FormDefinition | undefined, ids: readonly string[]) {
    const last = ids.at(-1)
    if (!next || next === form || last === undefined) return
    edit(next)
    focusNode(last)
    const there = placeOf(next, last)
    if (ids.length > 1 || !there) announce(said.movedAll(ids.length))
    else announce(said.moved(titleOf(last), there.index + 1, there.siblings.length, whereIn(there.parent?.id)))
  }

  function added(next: FormDefinition, ids: readonly string[], parent: string | undefined) {
    edit(next)
    select(ids)
    const last = ids.at(-1)
    if (last === undefined) return
    const node = placeOf(next, last)?.node
    announce(said.added((node && say(wordsOf(node))) || words.untitled, whereIn(parent)))
    const isBlank = ids.length === 1 && !(node?.kind === 'section' && node.children.length > 0)
    if (!isBlank || !onAdded(last)) focusNode(last)
  }

  function putTemplate(id: string, place: ReturnType<typeof edgePlace>) {
    const template = formTemplates.find((template) => template.id === id)
    if (!template || !place) return
    const pasted = pasteNodes(form, template.clip, place, newId)
    added(pasted.form, pasted.ids, place.parent)
  }

  const blank = (kind: NodeKind) => newNode(form, kind, codeList)
  const nodeFor = (item: PaletteItem) => blank(item.type === 'kind' ? item.kind : 'section').node

  return {
    mayAdd: (item: PaletteItem) => placeNear(form, [nodeFor(item)], selected.at(-1)) !== undefined,
    add: (item: PaletteItem) => {
      if (item.type === 'template') return putTemplate(item.id, placeNear(form, [nodeFor(item)], selected.at(-1)))
      const node = blank(item.kind)
      const place = placeNear(form, [node.node], selected.at(-1))
      if (place) added(addField(form, node, place), [node.node.id], place.parent)
      else announce(said.notHere)
    },
    step: (id: string, step: Step) => {
      const ids = selected.length > 1 && selected.includes(id) ? topmost(form, selected) : [id]
      const next = attempt(() => stepAll(form, ids, step))
      if (next) moved(next, ids)
      else announce(said.cannotMove)
    },
    sideways: (id: string, side: 'left' | 'right') => {
      const next = attempt(() => moveSideways(form, id, side))
      if (next) moved(next, [id])
      else announce(said.cannotMove)
    },
    mayDrop: (dragged: Dragged, target: string | undefined, edge: DropEdge) => {
      if (dragged.type === 'nodes') return mayMoveAll(form, dragged.ids, target, edge)
      const kind = dragged.type === 'kind' ? dragged.kind : 'section'
      return edgePlace(form, blankField(kind, { id: 'new', property: 'new' }).node, target, edge) !== undefined
    },
    drop: (dragged: Dragged, target: string | undefined, edge: DropEdge) => {
      if (dragged.type === 'nodes')
        return moved(
          attempt(() => moveAll(form, dragged.ids, target, edge)),
          dragged.ids,
        )
      if (dragged.type === 'template')
        return putTemplate(dragged.id, edgePlace(form, nodeFor(dragged as PaletteItem), target, edge))
      const node = blank(dragged.kind)
      const next = attempt(() => addAt(form, node, target, edge))
      if (next) added(next, [node.node.id], placeOf(next, node.node.id)?.parent?.id)
    },
    /** Several at once are one edit. */
    remove: (ids: readonly string[]) => {
      const here = placeOf(form, ids.at(-1) ?? '')
      if (!here) return
      const left = here.siblings.filter(({ id }) => id === here.node.id || !ids.includes(id))
      const at = left.indexOf(here.node)
      const next =
        left[at + 1] ?? left[at - 1] ?? (here.parent && ids.includes(here.parent.id) ? undefined : here.parent)
      edit(removeAll(form, ids))
      select(next ? [next.id] : [])
      if (next) focusNode(next.id)
      const title = ids.length > 1 ? words.several(ids.length) : titleOf(here.node.id)
      announce(said.removed(title))
      onRemoved(title, () => {
        edit(form)
        select(ids)
      })
    },
    wrap: () => {
      const { node } = blankField('section', { id: newId('section'), property: '' })
      if (node.kind !== 'section') return
      const title = { 'zh-CN': canvasWords['zh-CN'].newSection, en: canvasWords.en.newSection }
      const next = wrapInSection(form, selected, { ...node, title })
      if (!next) return announce(said.cannotWrap)
      edit(next)
      select([node.id])
      announce(said.wrapped)
      if (!onAdded(node.id)) focusNode(node.id)
    },
    rename: (id: string, text: string) => {
      const placed = findPlaced(form, id)
      if (!placed) return
      const old = wordsOf(placed.node)
      const made = wordsOf(blankField(kindOf(form, placed), { id: 'new', property: 'new' }).node)
      // A new node's English name is the kind's: once the Chinese one says what is asked, it no longer fits.
      const isBlank = old['zh-CN'] === made['zh-CN'] && old.en === made.en && locale === 'zh-CN'
      const { en, ...others } = old
      const next = { ...others, ...(isBlank || en === undefined ? {} : { en }), [locale]: text }
      edit(changeField(form, id, { node: placed.node.kind === 'text' ? { text: next } : { title: next } }))
      announce(said.renamed(text))
    },
  }
}

export type NodeEdits = ReturnType<typeof useNodeEdits>
