import { type ReactNode, useCallback, useState } from 'react'
import type { Answers } from '#forms'
import type { MaskedPlace } from '#runtime/api'
import { useApi } from '#runtime/client'
import { RevealDialog } from './reveal-dialog.tsx'
import { withValues } from './with-values.ts'

export interface Revealing {
  /** Asks for a masked answer of the form of a task, or of `start`. Left out where the person may not see it. */
  readonly onReveal: ((of: string, pointer: string) => void) | undefined
  /** Asks for several at once, for one purpose. */
  readonly onRevealAll: ((places: readonly MaskedPlace[]) => void) | undefined
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
  const [asked, setAsked] = useState<readonly MaskedPlace[]>()
  const [purpose, setPurpose] = useState('')
  const [values, setValues] = useState<ReadonlyMap<string, ReadonlyMap<string, unknown>>>(new Map())

  const reveal = async (said: string) => {
    if (!asked) return undefined
    const body = { places: [...asked], purpose: said }
    const revealed = await api('POST /api/cases/:caseId/reveal', { params: { caseId }, body })
    setPurpose(said)
    if (where === 'dialog') return revealed.values.map(({ value }) => wordsOf(value)).join(' ')
    setValues((before) => {
      const after = new Map(before)
      for (const { of, path, value } of revealed.values) after.set(of, new Map(after.get(of)).set(path, value))
      return after
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
  const onReveal = useCallback((of: string, path: string) => setAsked([{ of, path }]), [])
  return {
    onReveal: mayReveal ? onReveal : undefined,
    onRevealAll: mayReveal ? setAsked : undefined,
    shown,
    dialog: asked && (
      <RevealDialog
        key={asked.map(({ of, path }) => of + path).join()}
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
