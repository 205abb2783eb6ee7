import { CloudUploadOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { EmptyState, ErrorState, Loading, PageHeader, useLocale, useLocalize, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { NewFormButton } from '../form-editor/new-form/new-form-button.tsx'
import { DefinitionRow } from './definition-row.tsx'
import { definitionWords } from './definition-words.ts'
import styles from './definitions.module.css'
import { type DefinitionFilter, definitionKinds, groupDefinitions } from './group-definitions.ts'
import { useDefinitions } from './use-definitions.ts'

/** What is defined in the region, by bundle and kind. */
export function DefinitionsPage() {
  const words = useWords(definitionWords)
  const { locale } = useLocale()
  const say = useLocalize()
  const navigate = useNavigate()
  const region = useRegion()
  const { data, error, refetch } = useDefinitions(region.code)
  const [filter, setFilter] = useState<DefinitionFilter>({ search: '', kind: 'all' })
  const groups = useMemo(() => groupDefinitions(data?.items ?? [], filter, locale), [data, filter, locale])
  const drafts = data?.items.filter((item) => item.draft).length ?? 0

  return (
    <>
      <PageHeader
        title={words.title}
        aside={<RegionChoice />}
        actions={
          <Space wrap>
            {data && <NewFormButton region={region.code} definitions={data.items} />}
            {drafts > 0 && (
              <Button type="primary" icon={<CloudUploadOutlined />} onClick={() => navigate(`/${region.code}/publish`)}>
                {words.publishDrafts(drafts)}
              </Button>
            )}
          </Space>
        }
      />
      <p className={styles.intro}>{words.intro}</p>
      <search className={styles.filter}>
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={words.search}
          placeholder={words.search}
          allowClear
          value={filter.search}
          onChange={(event) => setFilter({ ...filter, search: event.target.value })}
        />
        <Select
          aria-label={words.kind}
          value={filter.kind}
          onChange={(kind) => setFilter({ ...filter, kind })}
          options={(['all', ...definitionKinds] as const).map((kind) => ({ value: kind, label: words[kind] }))}
          className={styles.kindChoice ?? ''}
        />
      </search>
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {data && groups.length === 0 && (
        <EmptyState
          title={data.items.length === 0 ? words.none : words.noneFound}
          text={data.items.length === 0 ? words.noneText : words.noneFoundText}
        />
      )}
      {groups.map(({ bundle, title, kinds }) => (
        <section key={bundle} className={styles.bundle} aria-label={say(title)}>
          <h2>
            {say(title)} <span className={styles.id}>{bundle}</span>
          </h2>
          <div className={styles.kinds}>
            {kinds.map(({ kind, items }) => (
              <div key={kind} className={styles.kind}>
                <h3>{words[kind]}</h3>
                <ul>
                  {items.map((item) => (
                    <DefinitionRow key={item.id} definition={item} region={region.code} />
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}
