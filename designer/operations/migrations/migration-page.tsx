import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { CaseOutcome, CaseVerdict, MigratedCase, MigrationDetail } from '#runtime/api'
import {
  apiPath,
  ErrorState,
  Loading,
  momentWords,
  PageHeader,
  RegionName,
  useApi,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import styles from '../operations.module.css'
import { MoreButton } from '../parts/more-button.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { migrationWords } from './migration-words.ts'
import { StateTag } from './migrations-page.tsx'

const busy: ReadonlySet<MigrationDetail['state']> = new Set(['planning', 'running', 'undoing'])

/** One migration: verdicts and reasons, progress, and what can be done with it. */
export function MigrationPage() {
  const { migrationId = '' } = useParams()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['migration', migrationId],
    queryFn: () => api('GET /api/migrations/:migrationId', { params: { migrationId } }),
    refetchInterval: ({ state }) => (state.data && busy.has(state.data.state) ? 1000 : false),
  })
  if (data) return <RunView run={data} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />
}

type Asked = 'start' | 'stop' | 'undo'

function RunView({ run }: { readonly run: MigrationDetail }) {
  const words = useWords(migrationWords)
  const { locale } = useLocale()
  const { region = '' } = useParams()
  const api = useApi()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const [shown, setShown] = useState<Asked>('start')
  const [filter, setFilter] = useState<Filter>({})
  const ask = (what: Asked) => {
    setShown(what)
    setAsked(what)
  }
  const count = (outcome: CaseOutcome) =>
    run.outcomes.filter((one) => one.outcome === outcome).reduce((sum, one) => sum + one.count, 0)
  const left = { planning: count('waiting'), running: count('planned'), undoing: count('moved') }
  const isBusy = busy.has(run.state)
  const remaining = run.state in left ? left[run.state as keyof typeof left] : 0
  const doneCount = run.total - remaining
  const params = { migrationId: run.id }
  const says: Record<Asked, { title: string; text: string; confirm: string }> = {
    start: { title: words.startTitle, text: words.startText(count('planned')), confirm: words.start },
    stop: { title: words.stopTitle, text: words.stopText, confirm: words.stop },
    undo: { title: words.undoTitle, text: words.undoText, confirm: words.undo },
  }
  return (
    <>
      <PageHeader
        title={words.runTitle}
        back={`/${region}/operations/migrations`}
        aside={<StateTag state={run.state} />}
        actions={
          <>
            <Button href={apiPath('GET /api/migrations/:migrationId/cases.csv', params, { locale })} download>
              {words.export}
            </Button>
            {run.state === 'running' && <Button onClick={() => ask('stop')}>{words.stop}</Button>}
            {count('moved') > 0 && (run.state === 'done' || run.state === 'stopped') && (
              <Button danger onClick={() => ask('undo')}>
                {words.undo}
              </Button>
            )}
            {(run.state === 'planned' || run.state === 'stopped') && (
              <Button type="primary" disabled={count('planned') === 0} onClick={() => ask('start')}>
                {run.state === 'stopped' ? words.goOn : words.start}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.stack}>
        <section className={styles.panel}>
          <dl className={styles.facts}>
            <div>
              <dt>{words.reason}</dt>
              <dd>{run.reason}</dd>
            </div>
            <div>
              <dt>{words.region}</dt>
              <dd>
                <RegionName code={run.region} name={run.regionName} />
              </dd>
            </div>
            <div>
              <dt>{words.release}</dt>
              <dd>{run.to.slice(0, 12)}</dd>
            </div>
            <div>
              <dt>{words.planned}</dt>
              <dd>{words.by(run.by, momentWords(run.at, locale))}</dd>
            </div>
          </dl>
          {isBusy && (
            <div aria-live="polite">
              <Progress percent={run.total === 0 ? 100 : Math.floor((doneCount / run.total) * 100)} />
              <span className={styles.faint}>{words.progress(doneCount, run.total)}</span>
            </div>
          )}
        </section>
        <Counts run={run} filter={filter} onFilter={setFilter} />
        <Cases run={run} filter={filter} region={region} />
      </div>
      <ReasonDialog
        {...says[shown]}
        open={asked !== undefined}
        danger={shown === 'undo'}
        onClose={() => setAsked(undefined)}
        onConfirm={async (body) => {
          if (shown === 'start') await api('POST /api/migrations/:migrationId/start', { params, body })
          else if (shown === 'stop') await api('POST /api/migrations/:migrationId/stop', { params, body })
          else await api('POST /api/migrations/:migrationId/undo', { params, body })
          setFilter({})
          await queries.invalidateQueries({ queryKey: ['migration', run.id] })
        }}
      />
    </>
  )
}

interface Filter {
  readonly outcome?: CaseOutcome
  readonly verdict?: CaseVerdict
}

interface CountsProps {
  readonly run: MigrationDetail
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** How many cases have which verdict; each is a filter. */
function Counts({ run, filter, onFilter }: CountsProps) {
  const words = useWords(migrationWords)
  const planned = run.state === 'planning' || run.state === 'planned'
  const groups = run.outcomes.map(({ outcome, verdict, count }) => {
    const ofVerdict = planned && outcome === 'planned' && verdict !== undefined
    return {
      key: ofVerdict ? `${outcome} ${verdict}` : outcome,
      name: ofVerdict ? words[`verdict_${verdict}`] : words[`outcome_${outcome}`],
      filter: { outcome, ...(ofVerdict && { verdict }) },
      count,
    }
  })
  const merged = [...Map.groupBy(groups, ({ key }) => key).values()].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }))
  return (
    <div className={styles.counts}>
      <button
        type="button"
        className={styles.count}
        aria-pressed={filter.outcome === undefined}
        onClick={() => onFilter({})}
      >
        <span>{words.all}</span>
        <strong>{run.total}</strong>
      </button>
      {merged.map(({ key, name, filter: own, count }) => (
        <button
          key={key}
          type="button"
          className={styles.count}
          aria-pressed={filter.outcome === own.outcome && filter.verdict === own.verdict}
          onClick={() => onFilter(own)}
        >
          <span>{name}</span>
          <strong>{count}</strong>
        </button>
      ))}
    </div>
  )
}

function Cases({
  run,
  filter,
  region,
}: {
  readonly run: MigrationDetail
  readonly filter: Filter
  readonly region: string
}) {
  const words = useWords(migrationWords)
  const api = useApi()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['migrated-cases', run.id, filter, run.state, run.outcomes],
    queryFn: ({ pageParam }) =>
      api('GET /api/migrations/:migrationId/cases', {
        params: { migrationId: run.id },
        query: { ...filter, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const cases = data?.pages.flatMap(({ items }) => items)
  if (!cases) return error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />
  if (cases.length === 0) return <p className={styles.faint}>{words.noCases}</p>
  return (
    <div>
      <ul className={styles.list}>
        {cases.map((one) => (
          <CaseRow key={one.caseId} one={one} region={region} />
        ))}
      </ul>
      <MoreButton
        hasNextPage={hasNextPage}
        isFetchingNextPage={isFetchingNextPage}
        fetchNextPage={() => fetchNextPage()}
      />
    </div>
  )
}

const colours: Record<CaseVerdict, string> = {
  unchanged: 'default',
  moves: 'success',
  caution: 'warning',
  refused: 'error',
}

function CaseRow({ one, region }: { readonly one: MigratedCase; readonly region: string }) {
  const words = useWords(migrationWords)
  const say = useLocalize()
  const { caseId, number, title, processTitle, regionName, outcome, verdict, reasons } = one
  return (
    <li className={styles.row}>
      <div className={styles.rowMain}>
        <span className={styles.rowTitle}>
          <Link to={`/${region}/operations/cases/${encodeURIComponent(caseId)}`}>{title}</Link>
          {verdict && <Tag color={colours[verdict]}>{words[`verdict_${verdict}`]}</Tag>}
          {outcome !== 'planned' && outcome !== 'refused' && <Tag>{words[`outcome_${outcome}`]}</Tag>}
        </span>
        <span className={styles.faint}>
          {number} · {say(processTitle)} · {regionName}
        </span>
        {reasons.map(({ code, node = '', message }) => (
          <span key={`${code} ${node}`} className={verdict === 'refused' ? styles.problem : styles.said}>
            {say(message)}
          </span>
        ))}
      </div>
    </li>
  )
}
