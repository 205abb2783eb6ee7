import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CompiledForm } from '../../data/compile-form.ts'
import type { Answers } from '../../definition/form-definition.ts'
import type { Draft, DraftContent, DraftStore } from './draft-store.ts'
import { fittingAnswers, type LostAnswer } from './fitting-answers.ts'

/** Milliseconds without a change after which a draft is saved, and the longest a change waits. */
const rest = 800
const longest = 5_000
/** Milliseconds until a save that failed is tried again. */
const retryAfter = 15_000

/** How it stands with what was typed. */
export type DraftStatus =
  /** Nothing was typed, or the draft is gone. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string; readonly onlyHere: boolean }
  | { readonly kind: 'failed' }
  /** Somebody else, or this person elsewhere, saved meanwhile: nothing more is saved until one is chosen. */
  | { readonly kind: 'conflict'; readonly other: Draft | undefined }

export interface DraftOf {
  readonly store: DraftStore
  /** Names the version of the form that is open. */
  readonly definition: string
  readonly compiled: CompiledForm
}

export interface OpenDraft {
  /** False until the store has answered: open the form then. */
  readonly isReady: boolean
  /** What to open the form with as typed; nothing where there is no draft. */
  readonly typed: Answers | undefined
  /** Another number where the form must be opened anew with `typed`: use it as the form's `key`. */
  readonly opening: number
  /** When the draft that was opened was saved. */
  readonly resumedFrom: string | undefined
  /** Answers of an older version of the form that found no place in this one. */
  readonly lost: readonly LostAnswer[]
  readonly status: DraftStatus
  /** True where another tab has saved since: what is shown here is not the newest. */
  readonly isElsewhere: boolean
  /** What was typed, after each change. The first call begins the draft. */
  readonly onTyped: (typed: Answers) => void
  /** Saves at once what is not saved yet. */
  readonly save: () => Promise<void>
  /** Settles a conflict, or takes over what another tab saved. */
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
  /** Takes the draft away and opens the form as it was at first. Gives what was typed, for an undo by `restore`. */
  readonly discard: () => Promise<Answers | undefined>
  readonly restore: (typed: Answers) => void
  /** The form was submitted: the draft is no longer needed. */
  readonly finish: () => Promise<void>
}

/** Keeps the draft of an open form: made by the first edit, saved when the person rests or leaves the page. */
export function useDraft({ store, definition, compiled }: DraftOf): OpenDraft {
  const [opened, setOpened] = useState<Opened>({ isReady: false, opening: 0, lost: [] })
  const [status, setStatus] = useState<DraftStatus>({ kind: 'none' })
  const [isElsewhere, setElsewhere] = useState(false)
  const live = useRef<Live>({ version: 0, isFinished: false, isGone: false })

  const open = useCallback(
    (draft: Draft | undefined) => {
      live.current.version = draft?.version ?? 0
      live.current.typed = undefined
      const fitting =
        draft && draft.definition !== definition
          ? fittingAnswers(compiled, draft.answers, draft.form)
          : { answers: draft?.answers, lost: [] }
      setElsewhere(false)
      setOpened(({ opening }) => ({
        isReady: true,
        opening: opening + 1,
        typed: fitting.answers,
        lost: fitting.lost,
        resumedFrom: draft?.savedAt,
      }))
      setStatus(draft ? { kind: 'saved', at: draft.savedAt, onlyHere: draft.onlyHere ?? false } : { kind: 'none' })
      if (draft?.onlyHere && fitting.answers) live.current.typed = fitting.answers
    },
    [compiled, definition],
  )

  const write = useCallback(
    async (over?: number): Promise<void> => {
      const { current } = live
      clearTimeout(current.timer)
      current.dueSince = undefined
      if (current.running) {
        await current.running
        if (current.typed) await write(over)
        return
      }
      const typed = current.typed
      if (!typed || current.isFinished) return
      current.typed = undefined
      setStatus({ kind: 'saving' })
      const content: DraftContent = { answers: typed, definition, form: compiled.form }
      current.running = store.save(content, over ?? current.version).then(
        (result) => {
          current.running = undefined
          if (current.isFinished) return
          if (result.saved) {
            current.version = result.version
            setStatus(
              current.typed
                ? { kind: 'unsaved' }
                : { kind: 'saved', at: result.savedAt, onlyHere: result.onlyHere ?? false },
            )
            if (!result.onlyHere || current.isGone) return
            current.typed ??= typed
            current.timer = setTimeout(() => void write(), retryAfter)
          } else {
            current.typed ??= typed
            current.conflict = result.other ? { version: result.other.version } : { version: 0 }
            setStatus({ kind: 'conflict', other: result.other })
          }
        },
        () => {
          current.running = undefined
          if (current.isFinished) return
          current.typed ??= typed
          setStatus({ kind: 'failed' })
          if (!current.isGone) current.timer = setTimeout(() => void write(), retryAfter)
        },
      )
      await current.running
    },
    [store, definition, compiled],
  )

  useEffect(() => {
    const { current } = live
    current.isGone = false
    let isCurrent = true
    store.load().then(
      (draft) => {
        if (!isCurrent) return
        open(draft)
        if (draft?.onlyHere) void write()
      },
      () => {
        if (!isCurrent) return
        open(undefined)
        setStatus({ kind: 'failed' })
      },
    )
    const unwatch = store.watch?.(() => setElsewhere(true))
    const leave = () => {
      if (document.visibilityState === 'hidden' && !current.conflict) void write()
    }
    const online = () => void (current.conflict ? undefined : write())
    document.addEventListener('visibilitychange', leave)
    addEventListener('online', online)
    return () => {
      isCurrent = false
      document.removeEventListener('visibilitychange', leave)
      removeEventListener('online', online)
      unwatch?.()
      current.isGone = true
      if (!current.conflict) void write()
    }
  }, [store, open, write])

  const onTyped = useCallback(
    (typed: Answers) => {
      const { current } = live
      if (current.isFinished) return
      current.typed = typed
      if (current.conflict) return
      setStatus((before) => (before.kind === 'unsaved' ? before : { kind: 'unsaved' }))
      clearTimeout(current.timer)
      current.dueSince ??= Date.now()
      const wait = Math.max(0, Math.min(rest, current.dueSince + longest - Date.now()))
      current.timer = setTimeout(() => void write(), wait)
    },
    [write],
  )

  return useMemo(
    () => ({
      isReady: opened.isReady,
      opening: opened.opening,
      typed: opened.typed,
      lost: opened.lost,
      resumedFrom: opened.resumedFrom,
      status,
      isElsewhere,
      onTyped,
      save: () => (live.current.conflict ? Promise.resolve() : write()),
      keepMine: async () => {
        const { current } = live
        const newest = current.conflict?.version ?? (await store.load())?.version ?? 0
        current.conflict = undefined
        current.version = newest
        setElsewhere(false)
        await write(newest)
      },
      takeTheirs: async () => {
        live.current.conflict = undefined
        const draft = status.kind === 'conflict' ? status.other : await store.load()
        open(draft)
      },
      discard: async () => {
        const { current } = live
        clearTimeout(current.timer)
        const typed = current.typed ?? (await store.load().catch(() => undefined))?.answers
        current.typed = undefined
        current.conflict = undefined
        await store.discard()
        open(undefined)
        return typed
      },
      restore: (typed) => {
        setOpened((before) => ({ ...before, opening: before.opening + 1, typed }))
        onTyped(typed)
      },
      finish: async () => {
        const { current } = live
        current.isFinished = true
        clearTimeout(current.timer)
        await current.running
        await store.discard()
      },
    }),
    [opened, status, isElsewhere, onTyped, write, open, store],
  )
}

interface Opened {
  readonly isReady: boolean
  readonly opening: number
  readonly typed?: Answers
  readonly lost: readonly LostAnswer[]
  readonly resumedFrom?: string
}

/** What changes without a picture of its own. */
interface Live {
  version: number
  /** Typed and not saved. */
  typed?: Answers
  timer?: ReturnType<typeof setTimeout>
  dueSince?: number
  running?: Promise<void>
  conflict?: { readonly version: number }
  /** Submitted: nothing is saved any more. */
  isFinished: boolean
  /** The form is no longer on the page: what runs ends, nothing is tried again. */
  isGone: boolean
}
