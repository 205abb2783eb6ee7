import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { ReleaseSummary } from '#runtime/api'
import { ApiError, momentWords, useApi, useLocale, useWords } from '#runtime/client'
import { ReasonDialog } from './reason-dialog.tsx'
import { releaseWords } from './release-words.ts'

/** Puts an older release in force again, or asks for it where two persons publish. */
export function RollBack({ release }: { readonly release: ReleaseSummary }) {
  const words = useWords(releaseWords)
  const { locale } = useLocale()
  const api = useApi()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const { region, digest, at } = release

  async function rollBack(comment: string) {
    try {
      await api('POST /api/releases/:digest/rollback', { params: { digest }, body: { region, comment } })
      message.success(words.rollBackDone)
    } catch (refusal) {
      if (!(refusal instanceof ApiError) || refusal.code !== 'review-needed') throw refusal
      await api('POST /api/publish-requests', { body: { region, comment, digest } })
      message.success(words.askedTitle)
    }
    setAsking(false)
    await queries.invalidateQueries()
  }
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {words.rollBack}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.rollBackTitle(momentWords(at, locale))}
          text={words.rollBackText}
          onCancel={() => setAsking(false)}
          onConfirm={rollBack}
        />
      )}
    </>
  )
}
