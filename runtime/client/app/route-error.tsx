import { Button } from 'antd'
import { isRouteErrorResponse, useNavigate, useRouteError } from 'react-router'
import { useWords } from '../i18n/locale.tsx'
import { usePageTitle } from '../shell/page-title.ts'
import { EmptyState } from '../states/empty-state.tsx'
import { ErrorState } from '../states/error-state.tsx'
import { clientWords } from '../words.ts'

/** A page that failed while it was loaded or drawn, or an address that leads nowhere. */
export function RouteError() {
  const words = useWords(clientWords)
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? (
    <NotFound />
  ) : (
    <ErrorState page error={error} action={<HomeButton label={words.home} />} />
  )
}

/** For a route `*` inside the shell. */
export function NotFound() {
  const words = useWords(clientWords)
  usePageTitle(words.notFoundTitle)
  return (
    <EmptyState page title={words.notFoundTitle} text={words.notFoundText}>
      <HomeButton label={words.home} />
    </EmptyState>
  )
}

function HomeButton({ label }: { readonly label: string }) {
  const navigate = useNavigate()
  return <Button onClick={() => navigate('/')}>{label}</Button>
}
