import { App } from 'antd'
import { useCallback } from 'react'
import {
  type Clip,
  clipText,
  copyNodes,
  type FormDefinition,
  FormEditError,
  isClipText,
  pasteNodes,
  readClip,
} from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import { duplicateNodes } from './arrange.ts'
import { focusNode } from './focus-node.ts'
import { formEditorWords } from './form-editor-words.ts'
import { newId } from './form-edits.ts'
import { placeNear } from './moves.ts'

export interface ClipboardOptions {
  readonly form: FormDefinition
  readonly selected: readonly string[]
  readonly edit: (form: FormDefinition) => void
  readonly select: (ids: readonly string[]) => void
  readonly remove: (ids: readonly string[]) => void
  readonly announce: (text: string) => void
  /** Cells of a spreadsheet were pasted. */
  readonly onCells: (text: string) => void
}

/**
 * Copies, cuts and pastes nodes by the system's clipboard, within a form and between forms, and duplicates them. What is
 * pasted may come from anywhere: it is checked before anything of it is taken over.
 */
export function useClipboard({ form, selected, edit, select, remove, announce, onCells }: ClipboardOptions) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const { message } = App.useApp()

  const put = useCallback(
    (clip: Clip, said = (count: number) => words.pasted(count)) => {
      try {
        const place = placeNear(form, clip.form.layout, selected.at(-1))
        if (!place) throw new FormEditError('There is no place in the form for all of them.')
        const pasted = pasteNodes(form, clip, place, newId)
        edit(pasted.form)
        select(pasted.ids)
        message.success(said(pasted.ids.length))
        announce(said(pasted.ids.length))
        const last = pasted.ids.at(-1)
        if (last !== undefined) focusNode(last)
      } catch (error) {
        if (!(error instanceof FormEditError)) throw error
        message.error(words.pasteRefused)
      }
    },
    [form, selected, edit, select, message, words, announce],
  )

  /** The browser's own events, so that its menu and the keys of every system do it. Texts in fields are left alone. */
  function heard(event: ClipboardEvent, does: (event: ClipboardEvent) => boolean) {
    const { target } = event
    const isText = target instanceof HTMLElement && target.matches('input, textarea')
    const isMarked = String(getSelection() ?? '') !== ''
    if (isText || (event.type !== 'paste' && isMarked)) return
    if (does(event)) event.preventDefault()
  }
  const written = (event: ClipboardEvent) => {
    if (selected.length === 0) return false
    event.clipboardData?.setData('text/plain', clipText(copyNodes(form, selected)))
    message.success(words.copiedNodes(selected.length))
    announce(words.copiedNodes(selected.length))
    return true
  }

  return {
    /** Adds nodes after what is selected, with ids of their own. */
    put,
    duplicate: () => {
      const pasted = duplicateNodes(form, selected, newId)
      if (!pasted) return
      edit(pasted.form)
      select(pasted.ids)
      announce(words.pasted(pasted.ids.length))
      const last = pasted.ids.at(-1)
      if (last !== undefined) focusNode(last)
    },
    /** For a button: the keys do it by the browser's own event. */
    copy: () => {
      if (selected.length === 0) return
      navigator.clipboard.writeText(clipText(copyNodes(form, selected))).then(
        () => message.success(words.copiedNodes(selected.length)),
        () => message.error(words.copyRefused),
      )
    },
    events: {
      copy: (event: ClipboardEvent) => heard(event, written),
      cut: (event: ClipboardEvent) =>
        heard(event, (cut) => {
          const isWritten = written(cut)
          if (isWritten) remove(selected)
          return isWritten
        }),
      paste: (event: ClipboardEvent) =>
        heard(event, ({ clipboardData }) => {
          const text = clipboardData?.getData('text/plain') ?? ''
          if (!isClipText(text)) {
            if (text.includes('\t')) onCells(text)
            return text.includes('\t')
          }
          const { clip, findings } = readClip(text)
          if (clip) put(clip)
          else message.error(findings[0] ? say(findings[0].message) : words.pasteRefused)
          return true
        }),
    },
  }
}
