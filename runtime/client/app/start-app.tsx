import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { LocaleProvider } from '../i18n/locale.tsx'
import { SessionGate } from '../session/session.tsx'
import { ErrorBoundary } from '../states/error-boundary.tsx'
import { ThemeProvider } from '../theme/theme.tsx'
import { createQueries } from './queries.ts'
import { RouteError } from './route-error.tsx'

export interface AppOptions {
  readonly routes: readonly RouteObject[]
  /** Where the app stands: `/` or `/designer`. */
  readonly basename?: string
}

/** Draws one of the two apps into `#root`: language, colours, session, and the page of the address. */
export function startApp({ routes, basename = '/' }: AppOptions): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no element "root" to draw the app into.')
  const queries = createQueries()
  const router = createBrowserRouter([{ errorElement: <RouteError />, children: [...routes] }], { basename })
  createRoot(root).render(
    <StrictMode>
      <LocaleProvider>
        <ThemeProvider>
          <ErrorBoundary>
            <QueryClientProvider client={queries}>
              <SessionGate>
                <RouterProvider router={router} />
              </SessionGate>
            </QueryClientProvider>
          </ErrorBoundary>
        </ThemeProvider>
      </LocaleProvider>
    </StrictMode>,
  )
}
