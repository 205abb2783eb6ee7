import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { CaseDetail } from '#runtime/api'
import {
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
import { TaskRow } from '../inbox/task-row.tsx'
import { Facts } from '../parts/facts.tsx'
import { Panel } from '../parts/panel.tsx'
import { StatusTag } from '../parts/status-tag.tsx'
import { workbenchWords } from '../words.ts'
import styles from './case.module.css'
import { CaseDiagram } from './case-diagram.tsx'
import { Timeline } from './timeline.tsx'

const FilledForms = lazy(async () => ({ default: (await import('./filled-forms.tsx')).FilledForms }))

/** A case: what it is, where it stands, who did what when, and every form as it was filled. */
export function CasePage() {
  const { caseId = '' } = useParams()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => api('GET /api/cases/:caseId', { params: { caseId }, signal }),
    refetchInterval: 60_000,
  })
  if (data) return <CaseView found={data} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />
}

function CaseView({ found }: { readonly found: CaseDetail }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const navigate = useNavigate()
  return (
    <>
      <PageHeader
        title={found.title}
        back="/cases"
        aside={<StatusTag status={found.status} />}
        actions={
          <Button
            icon={<PrinterOutlined aria-hidden="true" />}
            onClick={() => navigate(`/print/cases/${encodeURIComponent(found.id)}`)}
          >
            {words.print}
          </Button>
        }
      />
      <div className={styles.page}>
        <div className={styles.main}>
          <Panel title={words.caseFacts}>
            <Facts
              facts={[
                { name: words.caseNumber, value: found.number, whole: true },
                { name: words.process, value: localize(found.processTitle) },
                { name: words.region, value: <RegionName code={found.region} name={found.regionName} /> },
                { name: words.startedBy, value: found.startedBy },
                { name: words.startedAt, value: momentWords(found.startedAt, locale) },
                ...(found.endedAt ? [{ name: words.endedAt, value: momentWords(found.endedAt, locale) }] : []),
              ]}
            />
          </Panel>
          <Panel title={words.diagram}>
            <CaseDiagram found={found} />
          </Panel>
          <Panel title={words.forms}>
            {found.forms.length === 0 ? (
              <p>{words.noForms}</p>
            ) : (
              <Suspense fallback={<Loading />}>
                <FilledForms caseId={found.id} forms={found.forms} mayReveal={found.mayReveal} />
              </Suspense>
            )}
          </Panel>
        </div>
        <div className={styles.side}>
          {found.status === 'open' && (
            <Panel title={words.openTasks} className={styles.tasks}>
              {found.openTasks.length === 0 ? (
                <p className={styles.quiet}>{words.noOpenTasks}</p>
              ) : (
                <ul className={styles.taskList}>
                  {found.openTasks.map((task) => (
                    <TaskRow key={task.id} task={task} ofThisCase />
                  ))}
                </ul>
              )}
            </Panel>
          )}
          <Panel title={words.timeline}>
            <Timeline entries={found.timeline} ended={found.status} kept={found.historyLevel} />
          </Panel>
        </div>
      </div>
    </>
  )
}
