import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useNavigate } from 'react-router'
import { useApi, useWords } from '#runtime/client'
import { releaseWords } from './release-words.ts'
import styles from './releases.module.css'

/** Says that an update waits for the region; nothing where none does. */
export function UpgradeNotice({ region }: { readonly region: string }) {
  const words = useWords(releaseWords)
  const api = useApi()
  const navigate = useNavigate()
  const { data } = useQuery({
    queryKey: ['upgrade', region],
    queryFn: () => api('GET /api/upgrade', { query: { region } }),
    staleTime: 0,
  })
  if (data?.upgrade?.status !== 'waiting') return null
  return (
    <Alert
      className={styles.banner}
      type="warning"
      showIcon
      title={words.upgradeWaiting}
      action={
        <Button size="small" onClick={() => navigate(`/${region}/upgrade`)}>
          {words.toUpgrade}
        </Button>
      }
    />
  )
}
