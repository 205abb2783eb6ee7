import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ReleaseSummary } from '#runtime/api'
import { EmptyState, ErrorState, Loading, PageHeader, useApi, useSession, useWords } from '#runtime/client'
import { RegionTag } from '../app/region-tag.tsx'
import { useRegion } from '../app/use-region.ts'
import { definitionsKey, useDefinitions } from '../definitions/use-definitions.ts'
import { ChangedList } from './changed-list.tsx'
import { CheckResult } from './check-result.tsx'
import { Followers } from './followers.tsx'
import { PublishForm } from './publish-form.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'
import { Requests } from './requests.tsx'
import { UpgradeNotice } from './upgrade-notice.tsx'
import { usePreview } from './use-preview.ts'

/** All drafts of a region: what changes, what the check found, and the comment to publish them with. */
export function PublishPage() {
  const { mayDesign } = useSession().me
  return mayDesign ? <Publishing /> : <Reviewing />
}

/** For who only approves what others ask for. */
function Reviewing() {
  const words = useWords(releaseWords)
  const region = useRegion()
  return (
    <>
      <PageHeader title={words.requests} aside={<RegionTag />} />
      <Requests region={region.code} empty={<EmptyState title={words.noRequests} text={words.noRequestsText} />} />
    </>
  )
}

function Publishing() {
  const words = useWords(releaseWords)
  const region = useRegion()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const api = useApi()
  const definitions = useDefinitions(region.code)
  const drafts = definitions.data?.items.filter((item) => item.draft) ?? []
  const check = usePreview(region.code, drafts.length > 0)
  const [published, setPublished] = useState<ReleaseSummary>()
  const [asked, setAsked] = useState(false)
  const findings = check.data?.findings
  const blocked = !findings || findings.some(({ severity }) => severity === 'error')

  async function publish(comment: string) {
    if (check.data?.needsReview) {
      await api('POST /api/publish-requests', { body: { region: region.code, comment } })
      await queries.invalidateQueries({ queryKey: ['publish-requests', region.code] })
      return setAsked(true)
    }
    setPublished(await api('POST /api/releases', { body: { region: region.code, comment } }))
    await queries.invalidateQueries({ queryKey: definitionsKey(region.code) })
    await queries.invalidateQueries({ queryKey: ['releases', region.code] })
  }

  if (published) {
    return (
      <>
        <PageHeader title={words.publishedTitle} aside={<RegionTag />} />
        <div className={`${styles.card} ${styles.published}`}>
          <Alert type="success" showIcon role="status" title={words.publishedText} />
          <ChangedList items={published.changed} region={region.code} />
          <Button type="primary" onClick={() => navigate(`/${region.code}/releases`)}>
            {words.seeReleases}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <PageHeader title={words.publishTitle} aside={<RegionTag />} />
      <UpgradeNotice region={region.code} />
      {asked && (
        <Alert
          className={styles.banner}
          type="success"
          showIcon
          role="status"
          title={words.askedTitle}
          description={words.askedText}
        />
      )}
      <Requests region={region.code} />
      {!definitions.data &&
        (definitions.error ? <ErrorState error={definitions.error} onRetry={definitions.refetch} /> : <Loading />)}
      {definitions.data && drafts.length === 0 && (
        <EmptyState title={words.nothing} text={words.nothingText}>
          <Button onClick={() => navigate(`/${region.code}`)}>{words.toDefinitions}</Button>
        </EmptyState>
      )}
      {drafts.length > 0 && (
        <div className={styles.columns}>
          <div>
            <section className={styles.card}>
              <h2>{words.changes}</h2>
              <ChangedList items={drafts} region={region.code} />
            </section>
            <section className={styles.card}>
              <h2>
                {words.check}
                <Button size="small" loading={check.isFetching} onClick={() => check.refetch()}>
                  {words.checkAgain}
                </Button>
              </h2>
              {findings && (
                <CheckResult findings={findings} definitions={definitions.data?.items ?? []} region={region.code} />
              )}
              {!findings && (check.error ? <ErrorState error={check.error} onRetry={check.refetch} /> : <Loading />)}
            </section>
            {check.data && !blocked && <Followers preview={check.data} />}
          </div>
          {!asked && (
            <section className={styles.card}>
              <PublishForm
                disabled={blocked || check.isFetching}
                onPublish={publish}
                {...(check.data?.needsReview && { label: words.ask, consequence: words.needsReview })}
              />
            </section>
          )}
        </div>
      )}
    </>
  )
}
