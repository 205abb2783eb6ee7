import { Select } from 'antd'
import { useId } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Startable } from '#runtime/api'
import { EmptyState, ErrorState, Loading, PageHeader, useLocalize, useWords } from '#runtime/client'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import styles from './new-case.module.css'
import { StartForm } from './start-form.tsx'
import { useStartables } from './use-startables.ts'

/** Starting a case: where, where there are several regions to choose from, then its form. */
export function NewCasePage() {
  const { processId = '' } = useParams()
  const words = useWords(workbenchWords)
  const { data: startables, error, refetch } = useStartables()
  if (startables === undefined) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />
  const startable = startables.find((one) => one.processId === processId)
  if (!startable) return <EmptyState page title={words.nothingToStart} text={words.nothingToStartText} />
  return <NewCase key={processId} startable={startable} />
}

function NewCase({ startable }: { readonly startable: Startable }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const id = useId()
  const [search, setSearch] = useSearchParams()
  const { regions } = startable
  const region = regions.length === 1 ? regions[0] : regions.find(({ code }) => code === search.get('region'))
  return (
    <div className={styles.page}>
      <PageHeader title={localize(startable.title)} back="/new" />
      {regions.length > 1 && (
        <Panel title={words.chooseRegion}>
          <div className={styles.regionChoice}>
            <label htmlFor={id} className="gz-only-for-readers">
              {words.region}
            </label>
            <Select
              id={id}
              value={region?.code ?? null}
              placeholder={words.chooseRegion}
              showSearch={{ optionFilterProp: 'label' }}
              notFoundContent={words.noRegion}
              options={regions.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => setSearch({ region: code ?? '' }, { replace: true })}
            />
            {!region && <p className={styles.lead}>{words.chooseRegionFirst}</p>}
          </div>
        </Panel>
      )}
      {region && (
        <StartForm
          key={region.code}
          startable={startable}
          region={region}
          draftId={search.get('draft') ?? undefined}
          onKept={(draft) => setSearch({ region: region.code, ...(draft && { draft }) }, { replace: true })}
        />
      )}
    </div>
  )
}
