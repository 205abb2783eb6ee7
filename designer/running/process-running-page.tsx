import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import {
  ErrorState,
  Loading,
  momentWords,
  PageHeader,
  useApi,
  useLocale,
  useLocalize,
  useNarrow,
  useWords,
} from '#runtime/client'
import { ListLink } from '../app/list-link.tsx'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { FiguresTable } from './figures-table.tsx'
import { HeatMap } from './heat-map.tsx'
import { type Measure, measures } from './heat-of.ts'
import styles from './running.module.css'
import { runningWords } from './running-words.ts'

const updateEvery = 30_000
const periods = [7, 30, 90, 365]
const dayLength = 24 * 3_600_000
const chinaOffset = 8 * 3_600_000

/** The first of so many days, today in China included. */
const firstOf = (days: number) => new Date(Date.now() + chinaOffset - (days - 1) * dayLength).toISOString().slice(0, 10)

/** Where the cases of a process stand and how long its elements take: on its diagram, and as a table. */
export function ProcessRunningPage() {
  const words = useWords(runningWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const narrow = useNarrow()
  const { id = '' } = useParams()
  const region = useRegion()
  const api = useApi()
  const [days, setDays] = useState(30)
  const [release, setRelease] = useState<string>()
  const [measure, setMeasure] = useState<Measure>('waiting')
  const [chosen, setChosen] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['statistics', id, region.code, release, days, locale],
    queryFn: () => {
      const query = { region: region.code, from: firstOf(days), locale, ...(release !== undefined && { release }) }
      return api('GET /api/statistics/processes/:processId', { params: { processId: id }, query })
    },
    refetchInterval: updateEvery,
    placeholderData: keepPreviousData,
  })
  const list = `/${region.code}/running`
  if (!data) {
    return (
      <>
        <PageHeader title={words.title} back={list} />
        {error ? <ErrorState error={error} onRetry={refetch} action={<ListLink />} /> : <Loading />}
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={words.of(say(data.title))}
        back={list}
        aside={<RegionChoice page={`/running/${encodeURIComponent(id)}`} />}
      />
      <div className={styles.choices}>
        <Select
          aria-label={words.period}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({ value, label: words.lastDays(value) }))}
        />
        <Select
          aria-label={words.release}
          className={styles.release ?? ''}
          popupMatchSelectWidth={false}
          value={release ?? ''}
          onChange={(digest) => setRelease(digest === '' ? undefined : digest)}
          options={[
            { value: '', label: words.allReleases },
            ...data.releases.map(({ digest, at, comment, inForce }) => ({
              value: digest,
              label: [at && momentWords(at, locale), inForce ? words.inForce : comment?.slice(0, 20)]
                .filter(Boolean)
                .join(' · '),
            })),
          ]}
        />
        <Segmented
          aria-label={words.measure}
          value={measure}
          onChange={setMeasure}
          block={narrow}
          className={styles.measure ?? ''}
          options={measures.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <p className={styles.help}>{words[`help_${measure}`]}</p>
      {data.historyLevel === 'none' && (
        <Alert type="info" showIcon title={words.noHistory} className={styles.help ?? ''} />
      )}
      <div className={styles.columns}>
        <HeatMap key={data.xml} xml={data.xml} elements={data.elements} measure={measure} chosen={chosen} />
        <FiguresTable
          statistics={data}
          measure={measure}
          chosen={chosen}
          onChoose={(elementId) => setChosen(elementId === chosen ? undefined : elementId)}
        />
      </div>
    </>
  )
}
