import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { PublishRequest } from '#runtime/api'
import { momentWords, useApi, useErrorWords, useLocale, useWords } from '#runtime/client'
import { ChangedList } from './changed-list.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

const colour = {
  open: 'processing',
  approved: 'success',
  returned: 'warning',
  withdrawn: 'default',
  outdated: 'default',
} as const

/** 发布申请: those that wait and those that were decided, with what may be done about them. Nothing where there are none. */
export function Requests({ region, empty = null }: { readonly region: string; readonly empty?: ReactNode }) {
  const words = useWords(releaseWords)
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['publish-requests', region],
    queryFn: () => api('GET /api/publish-requests', { query: { region } }),
    staleTime: 0,
  })
  if (!data || data.items.length === 0) return data ? empty : null
  return (
    <section className={styles.card}>
      <h2>{words.requests}</h2>
      <ul>
        {data.items.slice(0, 10).map((request) => (
          <Request key={request.id} request={request} mayReview={data.mayReview} />
        ))}
      </ul>
    </section>
  )
}

function Request({ request, mayReview }: { readonly request: PublishRequest; readonly mayReview: boolean }) {
  const words = useWords(releaseWords)
  const { locale } = useLocale()
  const api = useApi()
  const queries = useQueryClient()
  const explain = useErrorWords()
  const { modal, message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const { id, region, kind, status, comment, changed, askedByName, askedAt, mine, decidedByName, decidedAt, reason } =
    request

  async function approve() {
    try {
      await api('POST /api/publish-requests/:id/approve', { params: { id }, body: { region } })
      message.success(words.publishedTitle)
    } catch (refusal) {
      message.error(explain(refusal).title)
    }
    await queries.invalidateQueries()
  }
  async function sendBack(why: string) {
    await api('POST /api/publish-requests/:id/return', { params: { id }, body: { region, reason: why } })
    setAsking(false)
    await queries.invalidateQueries()
  }

  return (
    <li className={styles.conflict}>
      <div className={styles.row}>
        <Tag color={colour[status]}>{words[`status_${status}`]}</Tag>
        {kind === 'rollback' && <span>{words.requestRollback}</span>}
        <span className={styles.faint}>{words.askedBy(askedByName, momentWords(askedAt, locale))}</span>
      </div>
      <p className={styles.said}>{comment}</p>
      <ChangedList items={changed} region={region} />
      {decidedByName && decidedAt && (
        <p className={styles.faint}>
          {words.decidedBy(decidedByName, momentWords(decidedAt, locale))}
          {reason && `：${reason}`}
        </p>
      )}
      {status === 'open' && (
        <div className={styles.row}>
          {mayReview && !mine && (
            <Button
              type="primary"
              onClick={() =>
                modal.confirm({
                  title: words.approve,
                  content: words.approveText,
                  okText: words.approve,
                  cancelText: words.cancel,
                  onOk: approve,
                })
              }
            >
              {words.approve}
            </Button>
          )}
          <Button onClick={() => setAsking(true)}>{mine ? words.withdraw : words.sendBack}</Button>
          {mine && <span className={styles.faint}>{words.ownRequest}</span>}
        </div>
      )}
      {asking && (
        <ReasonDialog
          title={mine ? words.withdraw : words.sendBack}
          onCancel={() => setAsking(false)}
          onConfirm={sendBack}
        />
      )}
    </li>
  )
}
