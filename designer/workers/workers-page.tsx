import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { EmptyState, ErrorState, Loading, PageHeader, useApi, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { SectionTabs } from '../running/section-tabs.tsx'
import { JobTypes } from './job-types.tsx'
import { RegisterDialog } from './register-dialog.tsx'
import { TokenDialog, type ToldToken } from './token-dialog.tsx'
import { WorkerRow } from './worker-row.tsx'
import { workerWords } from './worker-words.ts'
import styles from './workers.module.css'

const updateEvery = 10_000

export const workersKey = (region: string) => ['workers', region] as const

/** Who does the jobs of the region: the workers outside with their tokens, and job types that nobody does. */
export function WorkersPage() {
  const words = useWords(workerWords)
  const region = useRegion()
  const api = useApi()
  const [registering, setRegistering] = useState<readonly string[]>()
  const [told, setTold] = useState<ToldToken>()
  const { data, error, refetch } = useQuery({
    queryKey: workersKey(region.code),
    queryFn: async () => {
      const query = { region: region.code }
      const [workers, types] = await Promise.all([
        api('GET /api/workers', { query }),
        api('GET /api/job-types', { query }),
      ])
      return { workers: workers.items, types: types.items }
    },
    refetchInterval: updateEvery,
  })
  const unserved = data?.types.filter(({ servedBy }) => servedBy === 'nobody') ?? []
  return (
    <>
      <PageHeader
        title={words.title}
        aside={<RegionChoice page="/workers" />}
        actions={
          data && (
            <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setRegistering([])}>
              {words.add}
            </Button>
          )
        }
      />
      <SectionTabs />
      <p className={styles.intro}>{words.intro}</p>
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {unserved.length > 0 && (
        <Alert type="warning" showIcon title={words.nobodyWarning(unserved.length)} className={styles.warning ?? ''} />
      )}
      {data && <JobTypes types={data.types} onRegister={(type) => setRegistering([type])} />}
      {data && (
        <section className={styles.card} aria-label={words.workersTitle}>
          <h2>{words.workersTitle}</h2>
          {data.workers.length === 0 && <EmptyState title={words.workersNone} text={words.workersNoneText} />}
          <ul className={styles.list}>
            {data.workers.map((worker) => (
              <WorkerRow key={worker.id} worker={worker} onRevoked={refetch} />
            ))}
          </ul>
        </section>
      )}
      {registering && (
        <RegisterDialog
          region={region}
          types={registering}
          offered={unserved.map(({ type }) => type)}
          onClose={() => setRegistering(undefined)}
          onRegistered={(token) => {
            setRegistering(undefined)
            setTold(token)
            void refetch()
          }}
        />
      )}
      {told && <TokenDialog told={told} onClose={() => setTold(undefined)} />}
    </>
  )
}
