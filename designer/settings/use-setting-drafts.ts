import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RegionSetting } from '#runtime/api'
import { ApiError, useApi } from '#runtime/client'
import { definitionsKey } from '../definitions/use-definitions.ts'
import { type Autosave, createAutosave, type SaveState } from '../draft/autosave.ts'
import { useEditHistory } from '../form-editor/edit-history.ts'
import { saysTheSame } from './setting-text.ts'

/** Milliseconds without an edit after which a value is saved. */
const quietTime = 900

type Texts = Readonly<Record<string, string>>

export interface SettingDrafts {
  /** The text of a setting as it stands on the page. */
  readonly textOf: (id: string) => string
  readonly set: (id: string, text: string) => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  readonly stateOf: (id: string) => SaveState
  /** Of all together: the worst. */
  readonly state: SaveState
  readonly flush: () => Promise<boolean>
  /** Saves over what someone else saved of this one. */
  readonly overwrite: (id: string) => Promise<void>
  readonly drafts: number
}

const untouched: SaveState = { type: 'untouched' }
const worstFirst: readonly SaveState['type'][] = ['conflict', 'failed', 'saving', 'unsaved', 'saved', 'untouched']

/** The settings of a region being edited: one stack of undo, a draft for each that differs from what is published. */
export function useSettingDrafts(region: string, items: readonly RegionSetting[]): SettingDrafts {
  const api = useApi()
  const queries = useQueryClient()
  const [opening] = useState<Texts>(() =>
    Object.fromEntries(items.map(({ id, draft, published }) => [id, draft?.content ?? published])),
  )
  const { present, edit, undo, redo } = useEditHistory(opening)
  const [states, setStates] = useState<Readonly<Record<string, SaveState>>>({})
  const autosaves = useRef(new Map<string, Autosave>())
  const asked = useRef<Texts>(opening)

  const autosaveOf = useCallback(
    ({ id, published, draft }: RegionSetting): Autosave => {
      const known = autosaves.current.get(id)
      if (known) return known
      const params = { kind: 'setting', id } as const
      const made = createAutosave({
        version: draft?.version ?? 0,
        delay: quietTime,
        save: async (content, version) => {
          if (!saysTheSame(content, published)) {
            return api('PUT /api/definitions/:kind/:id/draft', {
              params,
              query: { region },
              body: { content, version },
            })
          }
          await api('DELETE /api/definitions/:kind/:id/draft', { params, query: { region } })
          return { version: 0, findings: [] }
        },
        isConflict: (error) => error instanceof ApiError && error.status === 409,
        onState: (state) => setStates((known) => ({ ...known, [id]: state })),
        onSaved: () => void queries.invalidateQueries({ queryKey: definitionsKey(region) }),
      })
      autosaves.current.set(id, made)
      return made
    },
    [api, queries, region],
  )

  useEffect(() => {
    for (const item of items) {
      const text = present[item.id]
      if (text !== undefined && text !== asked.current[item.id]) autosaveOf(item).changed(() => text)
    }
    asked.current = present
  }, [present, items, autosaveOf])
  useEffect(() => {
    const open = autosaves.current
    return () => {
      for (const autosave of open.values()) autosave.stop()
      open.clear()
    }
  }, [])

  const flush = useCallback(async () => {
    const saved = await Promise.all([...autosaves.current.values()].map((autosave) => autosave.flush()))
    return saved.every(Boolean)
  }, [])
  const overwrite = useCallback(
    async (id: string) => {
      const params = { kind: 'setting', id } as const
      const newest = await api('GET /api/definitions/:kind/:id', { params, query: { region } })
      await autosaves.current.get(id)?.overwrite(newest.draft?.version ?? 0)
    },
    [api, region],
  )
  const state = useMemo(() => {
    const all = Object.values(states)
    const type = worstFirst.find((worst) => all.some((one) => one.type === worst))
    return all.find((one) => one.type === type) ?? untouched
  }, [states])

  return {
    textOf: (id) => present[id] ?? '',
    set: (id, text) => edit({ ...present, [id]: text }),
    undo,
    redo,
    stateOf: (id) => states[id] ?? untouched,
    state,
    flush,
    overwrite,
    drafts: items.filter(({ id, published }) => !saysTheSame(present[id], published)).length,
  }
}
