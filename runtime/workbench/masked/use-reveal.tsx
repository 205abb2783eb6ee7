import { type ReactNode, useCallback, useState } from 'react'
import type { Answers } from '#forms'
import { useApi } from '#runtime/client'
import { RevealDialog } from './reveal-dialog.tsx'
import { withValues } from './with-values.ts'

export interface Revealing {
  /** Asks for a masked answer of the form of a task, or of `start`. Left out where the person may not see it. */
  readonly onReveal: ((of: string, pointer: string) => void) | undefined
  /** The answers with what was shown of them since the page was opened, and what is still masked. */
  readonly shown: (of: string, answers: Answers, masked: readonly string[]) => ShownAnswers
  /** To be drawn somewhere on the page. */
  readonly dialog: ReactNode
}

export interface ShownAnswers {
  readonly answers: Answers
  readonly masked: readonly string[]
}

export interface RevealOf {
  readonly caseId: string
  readonly mayReveal: boolean
  /** `dialog` for a form that is being filled in: its fields keep the mask. */
  readonly where: 'page' | 'dialog'
}

/** Masked answers of a case, shown one by one for a purpose; gone when the page is left. */
export function useReveal({ caseId, mayReveal, where }: RevealOf): Revealing {
  const api = useApi()
  const [asked, setAsked] = useState<{ readonly of: string; readonly path: string }>()
  const [purpose, setPurpose] = useState('')
  const [values, setValues] = useState<ReadonlyMap<string, ReadonlyMap<string, unknown>>>(new Map())

  const reveal = async (said: string) => {
    if (!asked) return undefined
    const body = { places: [asked], purpose: said }
    const revealed = await api('POST /api/cases/:caseId/reveal', { params: { caseId }, body })
    setPurpose(said)
    const value = revealed.values[0]?.value
    if (where === 'dialog') return wordsOf(value)
    setValues((before) => {
      const of = new Map(before.get(asked.of))
      return new Map(before).set(asked.of, of.set(asked.path, value))
    })
    return undefined
  }
  const shown = useCallback(
    (of: string, answers: Answers, masked: readonly string[]): ShownAnswers => {
      const known = values.get(of)
      if (!known) return { answers, masked }
      return { answers: withValues(answers, known), masked: masked.filter((pointer) => !known.has(pointer)) }
    },
    [values],
  )
  const onReveal = useCallback((of: string, path: string) => setAsked({ of, path }), [])
  return {
    onReveal: mayReveal ? onReveal : undefined,
    shown,
    dialog: asked && (
      <RevealDialog
        key={`${asked.of}${asked.path}`}
        lastPurpose={purpose}
        onReveal={reveal}
        onClose={() => setAsked(undefined)}
      />
    ),
  }
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value).map(wordsOf).join(' ')
}
