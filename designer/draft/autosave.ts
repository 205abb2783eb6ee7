import type { Finding } from '#findings'

/** Writes the edited definition down. Asked for when it is to be saved, not at every edit. */
export type Serialize = () => string | Promise<string>

export type SaveState =
  | { readonly type: 'untouched' }
  | { readonly type: 'unsaved' }
  | { readonly type: 'saving' }
  | { readonly type: 'saved'; readonly at: Date }
  /** Tried again at the next edit, and whenever the caller flushes. */
  | { readonly type: 'failed'; readonly error: unknown }
  /** Someone else has saved since: nothing more is saved until `overwrite`. */
  | { readonly type: 'conflict' }

export interface SavedDraft {
  readonly version: number
  readonly findings: readonly Finding[]
}

export interface AutosaveOptions {
  /** Version of the draft the edit starts from, 0 for none. */
  readonly version: number
  /** Quiet time after the last edit, in milliseconds. */
  readonly delay: number
  readonly save: (content: string, version: number) => Promise<SavedDraft>
  /** Tells a save that someone else forestalled from one that failed. */
  readonly isConflict: (error: unknown) => boolean
  readonly onState: (state: SaveState) => void
  readonly onSaved: (saved: SavedDraft) => void
}

export interface Autosave {
  readonly changed: (serialize: Serialize) => void
  /** Saves what is unsaved now. Resolves to true where nothing is left unsaved. */
  readonly flush: () => Promise<boolean>
  /** Saves over what someone else saved as `version`. */
  readonly overwrite: (version: number) => Promise<boolean>
  /** Stops without saving. */
  readonly stop: () => void
}

/** Saves an edited definition some time after the last edit, one save at a time, each on top of the one before. */
export function createAutosave({ delay, save, isConflict, onState, onSaved, ...options }: AutosaveOptions): Autosave {
  let version = options.version
  let pending: Serialize | undefined
  let running: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let conflict = false
  let stopped = false

  const tell = (state: SaveState) => {
    if (!stopped) onState(state)
  }

  async function saveOnce(serialize: Serialize): Promise<void> {
    pending = undefined
    tell({ type: 'saving' })
    try {
      const saved = await save(await serialize(), version)
      version = saved.version
      if (!stopped) onSaved(saved)
      tell(pending ? { type: 'unsaved' } : { type: 'saved', at: new Date() })
    } catch (error) {
      pending ??= serialize
      conflict = isConflict(error)
      tell(conflict ? { type: 'conflict' } : { type: 'failed', error })
    }
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (running) await running
    if (!pending || conflict || stopped) return pending === undefined
    running = saveOnce(pending)
    await running
    running = undefined
    return pending === undefined
  }

  return {
    changed(serialize) {
      if (stopped) return
      pending = serialize
      if (conflict) return
      tell({ type: 'unsaved' })
      clearTimeout(timer)
      timer = setTimeout(flush, delay)
    },
    flush,
    overwrite(newest) {
      version = newest
      conflict = false
      return flush()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
