import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Migration } from '#definitions'
import type { MigrationSource } from '#runtime/api'
import {
  ApiError,
  EmptyState,
  ErrorState,
  Loading,
  momentWords,
  PageHeader,
  useApi,
  useErrorWords,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import { useRegion } from '../../app/use-region.ts'
import { FindingList } from '../../problems/finding-list.tsx'
import styles from '../operations.module.css'
import { newRequestId } from '../parts/reason-dialog.tsx'
import { migrationWords } from './migration-words.ts'
import { ProcessMappingPanel } from './process-mapping-panel.tsx'

/** Plans a migration: which cases, which element becomes which, and then a trial that changes nothing. */
export function NewMigrationPage() {
  const words = useWords(migrationWords)
  const region = useRegion()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['migration-sources', region.code],
    queryFn: () => api('GET /api/migrations/sources', { query: { region: region.code } }),
  })
  const home = `/${region.code}/operations/migrations`
  const old = data?.items.filter(({ release }) => release !== data.inForce) ?? []
  return (
    <>
      <PageHeader title={words.wizardTitle} back={home} />
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {data && (old.length === 0 || data.inForce === undefined) && (
        <EmptyState title={words.nothing} text={words.nothingText} />
      )}
      {data?.inForce !== undefined && old.length > 0 && (
        <Wizard sources={old} to={data.inForce} region={region.code} home={home} />
      )}
    </>
  )
}

interface WizardProps {
  readonly sources: readonly MigrationSource[]
  readonly to: string
  readonly region: string
  readonly home: string
}

function Wizard({ sources, to, region, home }: WizardProps) {
  const words = useWords(migrationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const errorWords = useErrorWords()
  const navigate = useNavigate()
  const api = useApi()
  const id = useId()
  const requestId = useRef(newRequestId())
  const [from, setFrom] = useState(sources[0]!.release)
  const [choice, setChoice] = useState('')
  const [migration, setMigration] = useState<Migration>()
  const [reason, setReason] = useState('')
  const [planning, setPlanning] = useState(false)
  const [error, setError] = useState<unknown>()
  const { data, error: unread } = useQuery({
    queryKey: ['migration-proposal', region, from, to],
    queryFn: () => api('GET /api/migrations/proposal', { query: { region, from, to } }),
    staleTime: Infinity,
  })
  useEffect(() => {
    if (!data) return
    const shipped = data.shipped.find((one) => one.id === choice)
    setMigration((shipped?.migration ?? data.migration) as Migration)
  }, [data, choice])

  const nameOf = ({ number, at, release }: MigrationSource) =>
    number === undefined || at === undefined
      ? words.unpublished(release.slice(0, 12))
      : words.published(number, momentWords(at, locale))

  async function plan() {
    if (reason.trim() === '' || planning) return
    setPlanning(true)
    setError(undefined)
    try {
      const run = await api('POST /api/migrations', {
        body: { region, from, to, migration, reason: reason.trim(), requestId: requestId.current },
      })
      navigate(`${home}/${run.id}`)
    } catch (refusal) {
      setError(refusal)
      requestId.current = newRequestId()
      setPlanning(false)
    }
  }

  return (
    <div className={styles.stack}>
      <section className={styles.panel}>
        <h2>{words.stepChoose}</h2>
        <div className={styles.filters}>
          <Select
            aria-label={words.source}
            value={from}
            onChange={setFrom}
            options={sources.map((source) => ({
              value: source.release,
              label: words.sourceCases(nameOf(source), source.cases),
            }))}
          />
          <Select
            aria-label={words.target}
            value={to}
            options={[{ value: to, label: `${words.target}：${words.inForce}` }]}
          />
          {data && data.shipped.length > 0 && (
            <Select
              aria-label={words.shipped}
              value={choice}
              onChange={setChoice}
              options={[
                { value: '', label: words.byIds },
                ...data.shipped.map((one) => ({ value: one.id, label: `${words.shipped}：${say(one.title)}` })),
              ]}
            />
          )}
        </div>
      </section>
      <section className={styles.stack} aria-labelledby={`${id}-map`}>
        <h2 id={`${id}-map`}>{words.stepMap}</h2>
        <p className={styles.said}>{words.mapIntro}</p>
        {!data && (unread ? <ErrorState error={unread} /> : <Loading />)}
        {data &&
          migration &&
          data.processes
            .filter(({ cases }) => cases > 0)
            .map((mapping) => (
              <ProcessMappingPanel
                key={`${from} ${mapping.process}`}
                mapping={mapping}
                part={migration.processes.find(({ process }) => process === mapping.process)}
                {...{ region, from, to }}
                onChange={(elements) => setMigration(withElements(migration, mapping.process, elements))}
              />
            ))}
      </section>
      <section className={styles.panel}>
        <h2>{words.stepPlan}</h2>
        <div className={styles.dialog}>
          <p>{words.planText}</p>
          <label htmlFor={id}>{words.planReason}</label>
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {error !== undefined && <Alert type="error" showIcon role="alert" title={errorWords(error).text} />}
          {error instanceof ApiError && error.findings.length > 0 && <FindingList findings={error.findings} />}
          <div>
            <Button
              type="primary"
              loading={planning}
              disabled={reason.trim() === '' || !migration}
              onClick={() => void plan()}
            >
              {words.plan}
            </Button>
          </div>
        </div>
      </section>
    </div>
  )
}

function withElements(migration: Migration, process: string, elements: Readonly<Record<string, string>>): Migration {
  const others = migration.processes.filter((part) => part.process !== process)
  const { elements: _, ...part } = migration.processes.find((one) => one.process === process) ?? { process }
  const changed = Object.keys(elements).length > 0 ? { ...part, elements } : part
  return { ...migration, processes: [...others, changed] }
}
