import { Button } from 'antd'
import { Navigate } from 'react-router'
import { EmptyState, useSession, useWords } from '#runtime/client'
import { appWords } from './app-words.ts'
import { designedRegions } from './designed-regions.ts'

/** Leads to the first region the user designs. */
export function Home() {
  const { me } = useSession()
  const words = useWords(appWords)
  const [first] = designedRegions(me)
  if (first) return <Navigate to={me.mayDesign ? `/${first.code}` : `/${first.code}/operations`} replace />
  return (
    <main>
      <EmptyState title={words.noPermissionTitle} text={words.noPermissionText}>
        <Button href="/">{words.openWorkbench}</Button>
      </EmptyState>
    </main>
  )
}
