import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { CaseCounts } from '#runtime/api'
import {
  durationWords,
  EmptyState,
  ErrorState,
  Loading,
  PageHeader,
  saveCsv,
  useApi,
  useLocalize,
  useWords,
} from '#runtime/client'
import { RegionSelect } from '../parts/region-select.tsx'
import { countsCsv } from './counts-csv.ts'
import { CountsTable } from './counts-table.tsx'
import styles from './statistics.module.css'
import { statisticsWords } from './statistics-words.ts'

const updateEvery = 60_000
const periods = [7, 30, 90, 365]
const dayLength = 24 * 3_600_000
const chinaOffset = 8 * 3_600_000

/** The first of so many days, today in China included. */
const firstOf = (days: number) => new Date(Date.now() + chinaOffset - (days - 1) * dayLength).toISOString().slice(0, 10)

/** How many cases there are and how long they take, by process and by region: for leaders and administrators. */
export function StatisticsPage() {
  const words = useWords(statisticsWords)
  const say = useLocalize()
  const api = useApi()
  const [days, setDays] = useState(30)
  const [region, setRegion] = useState<string>()
  const [processId, setProcessId] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['case-statistics', region, processId, days],
    queryFn: () => {
      const query = { from: firstOf(days), ...(region !== undefined && { region }), ...(processId && { processId }) }
      return api('GET /api/statistics/cases', { query })
    },
    refetchInterval: updateEvery,
    placeholderData: keepPreviousData,
  })
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map())
  const known = new Map([...titles, ...(data?.processes ?? []).map((one) => [one.processId, say(one.title)] as const)])
  const choose = (id: string | undefined) => {
    setTitles(known)
    setProcessId(id)
  }
  if (!data) {
    return (
      <>
        <PageHeader title={words.title} />
        {error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />}
      </>
    )
  }
  const processes = data.processes.map((one) => ({ ...one, id: one.processId, title: say(one.title) }))
  const regions = data.regions.map((one) => ({
    ...one,
    id: one.region,
    title: one.region === data.region ? words.here(one.regionName) : one.regionName,
  }))
  const all = { ...data.total, id: data.region ?? '', title: words.total }
  const download = () => {
    const parts = [
      { title: words.process, rows: [...processes, all] },
      { title: words.region, rows: regions },
    ]
    saveCsv(`${words.title}-${data.region ?? ''}-${data.from}-${data.to}.csv`, countsCsv(data, parts, words))
  }
  return (
    <>
      <PageHeader title={data.regionName === undefined ? words.title : words.of(data.regionName)} />
      <div className={styles.choices}>
        <RegionSelect value={region} onChange={setRegion} />
        <Select
          aria-label={words.process}
          popupMatchSelectWidth={false}
          value={processId ?? ''}
          onChange={(id) => choose(id === '' ? undefined : id)}
          options={[
            { value: '', label: words.allProcesses },
            ...[...known].map(([value, label]) => ({ value, label })),
          ]}
        />
        <Select
          aria-label={words.period}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({ value, label: words.lastDays(value) }))}
        />
        <Button icon={<DownloadOutlined aria-hidden="true" />} disabled={processes.length === 0} onClick={download}>
          {words.exportCsv}
        </Button>
      </div>
      {processes.length === 0 ? (
        <EmptyState title={words.none} text={words.noneText} />
      ) : (
        <>
          <Totals counts={data.total} />
          {processId === undefined && (
            <CountsTable title={words.byProcess} head={words.process} rows={processes} onChoose={choose} />
          )}
          <CountsTable
            title={words.byRegion}
            head={words.region}
            rows={regions}
            onChoose={regions.some(({ id }) => id !== data.region) ? setRegion : undefined}
          />
          <p className={styles.about}>{words.about}</p>
        </>
      )}
    </>
  )
}

function Totals({ counts }: { readonly counts: CaseCounts }) {
  const words = useWords(statisticsWords)
  const { open, overdue, started, completed, mean, p95 } = counts
  const took = (milliseconds: number | undefined) =>
    milliseconds === undefined ? '—' : durationWords(milliseconds, words)
  const shown = [
    [words.open, String(open)],
    [words.overdue, String(overdue), overdue > 0 ? styles.late : undefined],
    [words.started, String(started)],
    [words.completed, String(completed)],
    [words.mean, took(mean)],
    [words.p95, took(p95)],
  ] as const
  return (
    <dl className={styles.totals}>
      {shown.map(([label, value, tone]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
