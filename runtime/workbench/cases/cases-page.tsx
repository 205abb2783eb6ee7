import { Button, Select } from 'antd'
import { EmptyState, ErrorState, Loading, PageHeader, useNarrow, useWords } from '#runtime/client'
import { LoadMore } from '../parts/load-more.tsx'
import { RegionSelect } from '../parts/region-select.tsx'
import { workbenchWords } from '../words.ts'
import { CaseRow } from './case-row.tsx'
import { CaseTable } from './case-table.tsx'
import styles from './cases.module.css'
import { NumberSearch } from './number-search.tsx'
import { useCaseFilters, useCases } from './use-cases.ts'

/** All cases I may see, to be found by number, region or status. */
export function CasesPage() {
  const words = useWords(workbenchWords)
  const narrow = useNarrow()
  const [filters, setFilters] = useCaseFilters()
  const { found, error, refetch, ...paging } = useCases(filters)
  const filtered = Boolean(filters.number || filters.region || filters.status)
  return (
    <>
      <PageHeader title={words.cases} />
      <div className={styles.filters}>
        <NumberSearch
          key={filters.number ?? ''}
          number={filters.number ?? ''}
          onSearch={(number) => setFilters({ ...filters, number })}
        />
        <RegionSelect value={filters.region} onChange={(region) => setFilters({ ...filters, region })} />
        <Select
          aria-label={words.status}
          value={filters.status ?? ('' as const)}
          options={[
            { value: '', label: words.anyStatus },
            { value: 'open', label: words.open },
            { value: 'completed', label: words.completed },
            { value: 'cancelled', label: words.cancelled },
          ]}
          onChange={(status) => setFilters({ ...filters, status: status || undefined })}
        />
      </div>
      {found === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Loading />
        )
      ) : found.length === 0 ? (
        <EmptyState
          title={filtered ? words.noCasesFiltered : words.noCases}
          text={filtered ? words.noCasesFilteredText : words.noCasesText}
        >
          {filtered && <Button onClick={() => setFilters({})}>{words.clearFilters}</Button>}
        </EmptyState>
      ) : (
        <div className={styles.results}>
          {narrow ? (
            <ul className={styles.cards}>
              {found.map((one) => (
                <CaseRow key={one.id} found={one} />
              ))}
            </ul>
          ) : (
            <CaseTable found={found} />
          )}
          <LoadMore {...paging} />
        </div>
      )}
    </>
  )
}
