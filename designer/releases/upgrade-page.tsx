import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SettledConflict, UpgradeConflict } from '#runtime/api'
import {
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
import { RegionChoice } from '../app/region-choice.tsx'
import { useRegion } from '../app/use-region.ts'
import { FindingList } from '../problems/finding-list.tsx'
import { ChangedList } from './changed-list.tsx'
import { ConflictItem } from './conflict-item.tsx'
import { PublishForm } from './publish-form.tsx'
import { ReleaseTabs } from './release-tabs.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

type Named = Pick<UpgradeConflict, 'layer' | 'kind' | 'id' | 'conflict'>

/** 更新: what changed above a region, what it must decide, and the way to follow. */
export function UpgradePage() {
  const words = useWords(releaseWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const region = useRegion()
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const explain = useErrorWords()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const key = ['upgrade', region.code]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => api('GET /api/upgrade', { query: { region: region.code } }),
    staleTime: 0,
  })
  const upgrade = data?.upgrade

  async function settle({ layer, kind, id, conflict }: Named, choice?: 'below' | 'here') {
    setBusy(true)
    try {
      const body = { region: region.code, layer, kind, id, conflict, ...(choice && { choice }) }
      queries.setQueryData(key, await api('POST /api/upgrade/settle', { body }))
    } catch (refusal) {
      message.error(explain(refusal).title)
      await refetch()
    } finally {
      setBusy(false)
    }
  }

  async function follow(comment: string) {
    await api('POST /api/upgrade/follow', { body: { region: region.code, comment } })
    await queries.invalidateQueries()
    message.success(words.followDone)
    navigate(`/${region.code}/releases`)
  }

  const decided = (settled: SettledConflict) => (
    <li key={`${settled.layer} ${settled.kind}/${settled.id}/${settled.conflict}`} className={styles.conflict}>
      <div className={styles.row}>
        <span>
          {settled.layerTitle && `${say(settled.layerTitle)} · `}
          {say(settled.title)} · {words[`chosen_${settled.choice}`]}
        </span>
        <Button size="small" disabled={busy} onClick={() => settle(settled)}>
          {words.takeBack}
        </Button>
      </div>
    </li>
  )

  return (
    <>
      <PageHeader title={words.upgradeTitle} aside={<RegionChoice page="/upgrade" />} />
      <ReleaseTabs />
      {!data && (error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />)}
      {data && !upgrade && <EmptyState title={words.upgradeNothing} text={words.upgradeNothingText} />}
      {upgrade && (
        <div className={styles.columns}>
          <div>
            <section className={styles.card}>
              <h2>{words.conflicts(upgrade.conflicts.length)}</h2>
              <p className={styles.faint}>{words.since(momentWords(upgrade.since, locale))}</p>
              {upgrade.status === 'due' && <Alert type="info" showIcon title={words.upgradeDue} />}
              <ul>
                {upgrade.conflicts.map((conflict) => (
                  <ConflictItem
                    key={`${conflict.layer} ${conflict.kind}/${conflict.id}/${conflict.conflict}`}
                    conflict={conflict}
                    busy={busy}
                    onChoose={(choice) => settle(conflict, choice)}
                  />
                ))}
              </ul>
            </section>
            {upgrade.settled.length > 0 && (
              <section className={styles.card}>
                <h2>{words.settled}</h2>
                <ul>{upgrade.settled.map(decided)}</ul>
              </section>
            )}
            {upgrade.findings.length > 0 && (
              <section className={styles.card}>
                <h2>{words.otherProblems}</h2>
                <FindingList findings={upgrade.findings} />
              </section>
            )}
          </div>
          <section className={styles.card}>
            <h2>{words.upgradeChanges}</h2>
            <ChangedList items={upgrade.changed} region={region.code} />
            <PublishForm
              label={words.follow}
              disabled={upgrade.conflicts.length > 0 || upgrade.findings.length > 0 || busy}
              onPublish={follow}
            />
          </section>
        </div>
      )}
    </>
  )
}
