import { App } from 'antd'
import { useCallback } from 'react'
import { type FormDefinition, readForm } from '#forms'
import { useWords } from '#runtime/client'
import { jsonText } from '../draft/json-text.ts'
import type { Draft } from '../draft/use-draft.ts'
import { explainWords } from './explain-words.ts'
import { NodeOrigin } from './node-origin.tsx'
import { useBeneath } from './use-beneath.ts'

export interface FormOriginProps {
  readonly draft: Draft
  readonly form: FormDefinition
  /** A node of the layout; the form itself where nothing is chosen. */
  readonly selected: string | undefined
  readonly onEdit: (form: FormDefinition) => void
}

/** Where the chosen part of a form comes from, and the way back to what is inherited. */
export function FormOrigin({ draft, form, selected, onEdit }: FormOriginProps) {
  const words = useWords(explainWords)
  const { message } = App.useApp()
  const write = useCallback(() => jsonText(form), [form])
  const { adapted, inherit } = useBeneath(draft, write, form)
  const node = selected ?? '/'
  const inside = [...adapted.keys()].some((key) => selected !== undefined && key.startsWith(`${selected}/`))
  async function back() {
    const text = await inherit(node)
    const next = text === undefined ? undefined : readForm(JSON.parse(text)).form
    if (!next) return
    onEdit(next)
    message.success(words.restored)
  }
  return (
    <NodeOrigin
      draft={draft}
      node={node}
      adapted={adapted.get(node) ?? (inside ? 'changed' : undefined)}
      onInherit={() => void back()}
    />
  )
}
