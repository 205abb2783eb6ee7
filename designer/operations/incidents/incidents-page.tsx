import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Incident } from '#runtime/api'
import {
  EmptyState,
  ErrorState,
  Loading,
  momentWords,
  RegionName,
  useApi,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import { useRegion } from '../../app/use-region.ts'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { MoreButton } from '../parts/more-button.tsx'
import { OperationsHeader } from '../parts/operations-header.tsx'
import { RetryDialog } from './retry-dialog.tsx'

const ages = ['anyAge', 'withinDay', 'olderThanHour', 'olderThanDay', 'olderThanWeek'] as const
type Age = (typeof ages)[number]
const hour = 3_600_000
const limits: Record<Age, { readonly before?: number; readonly after?: number }> = {
  anyAge: {},
  withinDay: { after: 24 * hour },
  olderThanHour: { before: hour },
  olderThanDay: { before: 24 * hour },
  olderThanWeek: { before: 7 * 24 * hour },
}

/** What cannot go on in the region, to be found, looked at and tried again, one or many. */
export function IncidentsPage() {
  const words = useWords(operationWords)
  const say = useLocalize()
  const region = useRegion()
  const api = useApi()
  const queries = useQueryClient()
  const [params, setParams] = useSearchParams()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [retrying, setRetrying] = useState(false)
  const filter = {
    processId: params.get('process') ?? undefined,
    elementId: params.get('element') ?? undefined,
    code: params.get('code') ?? undefined,
  }
  const age = ages.find((one) => one === params.get('age')) ?? 'anyAge'
  const filtered = age !== 'anyAge' || Object.values(filter).some((value) => value !== undefined)
  const groups = useQuery({
    queryKey: ['incident-groups', region.code],
    queryFn: () => api('GET /api/incidents/groups', { query: { region: region.code } }),
  })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['incidents', region.code, filter, age],
    queryFn: ({ pageParam }) =>
      api('GET /api/incidents', {
        query: { region: region.code, ...given(filter), ...momentsOf(age), cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  })
  const incidents = data?.pages.flatMap(({ items }) => items)
  const chosen = useMemo(() => (incidents ?? []).filter(({ id }) => selected.has(id)), [incidents, selected])
  const set = (name: string, value: string | undefined) => {
    setSelected(new Set())
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (value === undefined || value === '' || value === 'anyAge') next.delete(name)
      else next.set(name, value)
      if (name === 'process') next.delete('element')
      return next
    })
  }
  const known = groups.data?.items ?? []
  const ofProcess = known.filter(({ processId }) => !filter.processId || processId === filter.processId)

  return (
    <>
      <OperationsHeader page="incidents" />
      <search className={styles.filters}>
        <Select
          aria-label={words.process}
          value={filter.processId ?? ''}
          onChange={(value) => set('process', value)}
          options={options(words.process, words.all, known, ({ processId, processTitle }) => [
            processId,
            say(processTitle),
          ])}
        />
        <Select
          aria-label={words.element}
          value={filter.elementId ?? ''}
          onChange={(value) => set('element', value)}
          options={options(words.element, words.all, ofProcess, ({ elementId }) => [elementId, elementId])}
        />
        <Select
          aria-label={words.kind}
          value={filter.code ?? ''}
          onChange={(value) => set('code', value)}
          options={options(words.kind, words.all, known, ({ code, title }) => [code, say(title)])}
        />
        <Select
          aria-label={words.age}
          value={age}
          onChange={(value) => set('age', value)}
          options={ages.map((value) => ({ value, label: words[value] }))}
        />
      </search>
      {!incidents && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {incidents?.length === 0 && (
        <EmptyState
          title={filtered ? words.noneFound : words.noIncidents}
          text={filtered ? words.noneFoundText : words.noIncidentsText}
        >
          {filtered && <Button onClick={() => setParams({})}>{words.clearFilters}</Button>}
        </EmptyState>
      )}
      {incidents && incidents.length > 0 && (
        <>
          <div className={styles.bar}>
            <Checkbox
              checked={chosen.length === incidents.length}
              indeterminate={chosen.length > 0 && chosen.length < incidents.length}
              onChange={({ target }) => setSelected(new Set(target.checked ? incidents.map(({ id }) => id) : []))}
            >
              {words.selectAll}
            </Checkbox>
            {chosen.length > 0 && <span className={styles.faint}>{words.selected(chosen.length)}</span>}
            <Button type="primary" disabled={chosen.length === 0} onClick={() => setRetrying(true)}>
              {words.retryMany(chosen.length)}
            </Button>
          </div>
          <ul className={styles.list}>
            {incidents.map((incident) => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                selected={selected.has(incident.id)}
                onSelect={(is) =>
                  setSelected((before) => {
                    const next = new Set(before)
                    if (is) next.add(incident.id)
                    else next.delete(incident.id)
                    return next
                  })
                }
              />
            ))}
          </ul>
          <MoreButton
            hasNextPage={hasNextPage}
            isFetchingNextPage={isFetchingNextPage}
            fetchNextPage={() => fetchNextPage()}
          />
        </>
      )}
      <RetryDialog
        open={retrying}
        incidents={chosen}
        onClose={() => {
          setRetrying(false)
          setSelected(new Set())
          void queries.invalidateQueries({ queryKey: ['incidents'] })
          void queries.invalidateQueries({ queryKey: ['incident-groups'] })
        }}
      />
    </>
  )
}

interface IncidentRowProps {
  readonly incident: Incident
  readonly selected: boolean
  readonly onSelect: (selected: boolean) => void
}

function IncidentRow({ incident, selected, onSelect }: IncidentRowProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const region = useRegion()
  const { caseId, caseNumber, caseTitle, title, elementName, elementId, processTitle, regionName } = incident
  return (
    <li className={styles.row}>
      <Checkbox
        checked={selected}
        aria-label={words.select(caseNumber)}
        onChange={({ target }) => onSelect(target.checked)}
      />
      <div className={styles.rowMain}>
        <span className={styles.rowTitle}>
          {say(title)}
          {incident.suspended && <Tag color="warning">{words.stillSuspended}</Tag>}
        </span>
        <span>
          {elementName ? say(elementName) : elementId} · {say(processTitle)}
        </span>
        <span className={styles.faint}>
          {caseNumber} · {caseTitle} · <RegionName code={incident.region} name={regionName} /> ·{' '}
          {words.raised(momentWords(incident.raisedAt, locale))}
        </span>
        <span className={styles.said}>{say(incident.remedy)}</span>
      </div>
      <div className={styles.rowActions}>
        <Link to={`/${region.code}/operations/cases/${encodeURIComponent(caseId)}`}>
          <Button>{words.openCase}</Button>
        </Link>
      </div>
    </li>
  )
}

function given<T extends Record<string, string | undefined>>(filter: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string
  }
}

function momentsOf(age: Age) {
  const { before, after } = limits[age]
  const moment = (ago: number) => new Date(Date.now() - ago).toISOString()
  return {
    ...(before !== undefined && { before: moment(before) }),
    ...(after !== undefined && { after: moment(after) }),
  }
}

function options<T>(
  what: string,
  all: string,
  items: readonly T[],
  read: (item: T) => readonly [value: string, label: string],
) {
  const found = new Map(items.map(read))
  return [{ value: '', label: `${what}：${all}` }, ...[...found].map(([value, label]) => ({ value, label }))]
}
