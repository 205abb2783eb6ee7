import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Tag } from 'antd'
import { useState } from 'react'
import type { OperatedProcess } from '#runtime/api'
import { EmptyState, ErrorState, Loading, momentWords, useApi, useLocale, useLocalize, useWords } from '#runtime/client'
import { useRegion } from '../../app/use-region.ts'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { OperationsHeader } from '../parts/operations-header.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'

/** The processes of the region: which are in use, and which begin no cases for now. */
export function ProcessesPage() {
  const words = useWords(operationWords)
  const say = useLocalize()
  const region = useRegion()
  const api = useApi()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<OperatedProcess>()
  const [open, setOpen] = useState(false)
  const [casesToo, setCasesToo] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['operated-processes', region.code],
    queryFn: () => api('GET /api/operated-processes', { query: { region: region.code } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isChanging) ? 1000 : false),
  })
  const resumes = asked?.suspension !== undefined

  return (
    <>
      <OperationsHeader page="processes" />
      <p className={styles.intro}>{words.processesIntro}</p>
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {data?.items.length === 0 && <EmptyState title={words.noProcesses} text={words.noProcessesText} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((one) => (
            <ProcessRow
              key={one.processId}
              process={one}
              region={region.code}
              onAsk={() => {
                setAsked(one)
                setCasesToo(false)
                setOpen(true)
              }}
            />
          ))}
        </ul>
      )}
      <ReasonDialog
        open={open}
        title={(resumes ? words.resumeProcessTitle : words.suspendProcessTitle)(asked ? say(asked.title) : '')}
        text={resumes ? words.resumeProcessText : words.suspendProcessText(region.name)}
        confirm={resumes ? words.resumeProcess : words.suspendProcess}
        danger={!resumes}
        onClose={() => setOpen(false)}
        onConfirm={async (why) => {
          const processId = asked?.processId ?? ''
          if (resumes) {
            await api('POST /api/suspensions/end', { body: { region: region.code, processId, ...why } })
          } else {
            await api('POST /api/suspensions', { body: { region: region.code, processId, casesToo, ...why } })
          }
          await queries.invalidateQueries({ queryKey: ['operated-processes'] })
        }}
      >
        {!resumes && (
          <Checkbox checked={casesToo} onChange={({ target }) => setCasesToo(target.checked)}>
            {words.casesToo}
          </Checkbox>
        )}
      </ReasonDialog>
    </>
  )
}

function isChanging({ suspension }: OperatedProcess): boolean {
  return suspension !== undefined && suspension.state !== 'held'
}

interface ProcessRowProps {
  readonly process: OperatedProcess
  readonly region: string
  readonly onAsk: () => void
}

function ProcessRow({ process, region, onAsk }: ProcessRowProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const { title, openCases, moreOpenCases, suspension } = process
  const isOwn = suspension?.region === region
  const state =
    suspension?.state === 'holding' ? words.holding : suspension?.state === 'resuming' ? words.resuming : undefined
  return (
    <li className={styles.row}>
      <div className={styles.rowMain}>
        <span className={styles.rowTitle}>
          {say(title)}
          {suspension ? (
            <Tag color="warning">{words.suspendedFor(suspension.regionName)}</Tag>
          ) : (
            <Tag color="success">{words.running}</Tag>
          )}
          {state && <Tag color="processing">{state}</Tag>}
        </span>
        <span className={styles.faint}>{words.openCases(openCases, moreOpenCases)}</span>
        {suspension && (
          <span className={styles.said}>
            {words.suspendedSince(suspension.by, momentWords(suspension.at, locale))}：{suspension.reason}
            {suspension.casesToo && suspension.state === 'held' && ` · ${words.casesHeld}`}
          </span>
        )}
      </div>
      <div className={styles.rowActions}>
        {!suspension && (
          <Button danger onClick={onAsk}>
            {words.suspendProcess}
          </Button>
        )}
        {suspension && isOwn && suspension.state !== 'resuming' && (
          <Button type="primary" onClick={onAsk}>
            {words.resumeProcess}
          </Button>
        )}
      </div>
    </li>
  )
}
