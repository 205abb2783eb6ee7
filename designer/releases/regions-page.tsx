import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Link } from 'react-router'
import type { RegionRelease } from '#runtime/api'
import { ErrorState, Loading, momentWords, PageHeader, RegionName, useApi, useLocale, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { ReleaseTabs } from './release-tabs.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

/** Which release holds in a region and in those directly below it, and where something waits. */
export function RegionsPage() {
  const words = useWords(releaseWords)
  const region = useRegion()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['region-releases', region.code],
    queryFn: () => api('GET /api/region-releases', { query: { region: region.code } }),
    staleTime: 0,
  })
  return (
    <>
      <PageHeader title={words.regionsTitle} aside={<RegionChoice page="/regions" />} />
      <ReleaseTabs />
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {data && (
        <section className={`${styles.card} ${styles.scroll}`}>
          <p className={styles.faint}>{words.regionsIntro}</p>
          <table className={styles.regions}>
            <thead>
              <tr>
                <th scope="col">{words.region}</th>
                <th scope="col">{words.inForceSince}</th>
                <th scope="col">{words.changesHere}</th>
                <th scope="col">{words.state}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((item) => (
                <Row key={item.region} item={item} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

function Row({ item }: { readonly item: RegionRelease }) {
  const words = useWords(releaseWords)
  const { locale } = useLocale()
  const { region, regionName, from, at, digest, ownChanges, upgrade, openRequest } = item
  return (
    <tr>
      <td>
        <Link to={`/${region}/releases`}>
          <RegionName code={region} name={regionName} />
        </Link>
      </td>
      <td>
        {from ? words.inherited(from.regionName) : words.own}
        <br />
        <span className={styles.faint}>
          {at && momentWords(at, locale)} <span className={styles.digest}>{digest?.slice(0, 12)}</span>
        </span>
      </td>
      <td>{words.ownChanges(ownChanges)}</td>
      <td>
        {upgrade === 'waiting' && (
          <Link to={`/${region}/upgrade`}>
            <Tag color="warning">{words.stateWaiting}</Tag>
          </Link>
        )}
        {upgrade === 'due' && <Tag color="processing">{words.stateFollowing}</Tag>}
        {openRequest && (
          <Link to={`/${region}/publish`}>
            <Tag color="processing">{words.stateRequest}</Tag>
          </Link>
        )}
        {!upgrade && !openRequest && <span className={styles.faint}>{words.stateQuiet}</span>}
      </td>
    </tr>
  )
}
