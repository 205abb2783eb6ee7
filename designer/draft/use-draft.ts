import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Finding } from '#findings'
import type { DefinitionDetail } from '#runtime/api'
import { ApiError, useApi } from '#runtime/client'
import { definitionsKey } from '../definitions/use-definitions.ts'
import { findingsOf } from '../problems/findings-of.ts'
import { type Autosave, createAutosave, type SaveState, type Serialize } from './autosave.ts'

/** Milliseconds without an edit after which a draft is saved. */
const quietTime = 1200

export interface Draft {
  readonly region: string
  readonly definition: DefinitionDetail
  readonly state: SaveState
  /** Nothing while it was not checked yet. */
  readonly findings: readonly Finding[] | undefined
  readonly checking: boolean
  readonly changed: (serialize: Serialize) => void
  readonly flush: () => Promise<boolean>
  /** Checks all drafts of the region together and keeps what concerns this definition. */
  readonly check: () => Promise<void>
  readonly overwrite: () => Promise<void>
  /** Throws the draft away on the server; the caller loads the definition again. */
  readonly discard: () => Promise<void>
}

/** The draft of a definition as long as its editor is open. */
export function useDraft(region: string, definition: DefinitionDetail): Draft {
  const api = useApi()
  const queries = useQueryClient()
  const { kind, id } = definition
  const [state, setState] = useState<SaveState>({ type: 'untouched' })
  const [findings, setFindings] = useState<readonly Finding[]>()
  const [checking, setChecking] = useState(false)
  const autosave = useRef<Autosave>(undefined)
  const startVersion = definition.draft?.version ?? 0

  useEffect(() => {
    autosave.current = createAutosave({
      version: startVersion,
      delay: quietTime,
      save: (content, version) =>
        api('PUT /api/definitions/:kind/:id/draft', {
          params: { kind, id },
          query: { region },
          body: { content, version },
        }),
      isConflict: (error) => error instanceof ApiError && error.status === 409,
      onState: setState,
      onSaved: ({ findings }) => {
        setFindings(findingsOf(kind, id, findings))
        void queries.invalidateQueries({ queryKey: definitionsKey(region) })
      },
    })
    return () => autosave.current?.stop()
  }, [api, queries, region, kind, id, startVersion])

  const flush = useCallback(async () => (await autosave.current?.flush()) ?? true, [])
  const check = useCallback(async () => {
    setChecking(true)
    try {
      await autosave.current?.flush()
      const answer = await api('POST /api/check', { body: { region } })
      setFindings(findingsOf(kind, id, answer.findings))
    } finally {
      setChecking(false)
    }
  }, [api, region, kind, id])

  return {
    region,
    definition,
    state,
    findings,
    checking,
    flush,
    check,
    changed: useCallback((serialize: Serialize) => autosave.current?.changed(serialize), []),
    overwrite: useCallback(async () => {
      const newest = await api('GET /api/definitions/:kind/:id', { params: { kind, id }, query: { region } })
      await autosave.current?.overwrite(newest.draft?.version ?? 0)
    }, [api, region, kind, id]),
    discard: useCallback(async () => {
      autosave.current?.stop()
      await api('DELETE /api/definitions/:kind/:id/draft', { params: { kind, id }, query: { region } })
      await queries.invalidateQueries({ queryKey: definitionsKey(region) })
    }, [api, queries, region, kind, id]),
  }
}
