import { useCallback, useEffect, useRef, useState } from 'react'
import type { CoveragePart } from '#runtime/api'
import { useApi } from '#runtime/client'
import { addCoverage, type Coverage } from './add-coverage.ts'

export interface CoverageRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed'
  /** Scenarios that have run, of all. */
  readonly ran: number
  readonly all: number
  readonly coverage: Coverage | undefined
  /** Scenarios that do not come out as they should. */
  readonly failed: CoveragePart['ran']
  /** Why nothing could be run. */
  readonly findings: CoveragePart['findings']
  readonly error: unknown
}

const idle: CoverageRun = {
  status: 'idle',
  ran: 0,
  all: 0,
  coverage: undefined,
  failed: [],
  findings: [],
  error: undefined,
}

/** Runs the scenarios of a region on its drafts, some at a time, so that it can be seen how far it is. */
export function useCoverage(region: string) {
  const api = useApi()
  const [run, setRun] = useState<CoverageRun>(idle)
  const current = useRef(0)
  useEffect(
    () => () => {
      current.current += 1
    },
    [],
  )

  const start = useCallback(async () => {
    current.current += 1
    const mine = current.current
    let now: CoverageRun = { ...idle, status: 'running' }
    setRun(now)
    try {
      do {
        const part = await api('POST /api/coverage', { body: { region, from: now.ran } })
        if (mine !== current.current) return
        const ran = now.ran + part.ran.length
        now = {
          ...now,
          all: part.all,
          ran,
          coverage: part.coverage ? addCoverage(now.coverage, part.coverage) : now.coverage,
          failed: [...now.failed, ...part.ran.filter(({ findings }) => findings.length > 0)],
          findings: part.findings,
          status: part.ran.length === 0 || ran >= part.all ? 'done' : 'running',
        }
        setRun(now)
      } while (now.status === 'running')
    } catch (error) {
      if (mine === current.current) setRun({ ...now, status: 'failed', error })
    }
  }, [api, region])
  const stop = useCallback(() => {
    current.current += 1
    setRun(idle)
  }, [])
  return { run, start, stop }
}
