import { ApartmentOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import { EmptyState, ErrorState, Loading, PageHeader, useLocalize, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { useDefinitions } from '../definitions/use-definitions.ts'
import styles from './running.module.css'
import { runningWords } from './running-words.ts'
import { SectionTabs } from './section-tabs.tsx'

/** The processes of the region, each with a way to its figures. */
export function RunningPage() {
  const words = useWords(runningWords)
  const say = useLocalize()
  const region = useRegion()
  const { data, error, refetch } = useDefinitions(region.code)
  const processes = data?.items.filter(({ kind }) => kind === 'process')
  return (
    <>
      <PageHeader title={words.title} aside={<RegionChoice page="/running" />} />
      <SectionTabs />
      <p className={styles.intro}>{words.intro}</p>
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {processes?.length === 0 && <EmptyState title={words.none} text={words.noneText} />}
      {processes && processes.length > 0 && (
        <ul className={styles.processes}>
          {processes.map(({ id, title }) => (
            <li key={id}>
              <Link to={`/${region.code}/running/${encodeURIComponent(id)}`}>
                <ApartmentOutlined aria-hidden="true" className={styles.icon ?? ''} />
                <span className={styles.name}>
                  {say(title)}
                  <span className={styles.id}>{id}</span>
                </span>
                <RightOutlined aria-hidden="true" className={styles.id ?? ''} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
