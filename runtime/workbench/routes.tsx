import { lazy, Suspense } from 'react'
import { Outlet, type RouteObject } from 'react-router'
import { Loading, NotFound } from '#runtime/client'
import { InboxLayout } from './inbox/inbox-layout.tsx'
import { WorkbenchShell } from './workbench-shell.tsx'

const InboxStart = lazy(async () => ({ default: (await import('./inbox/inbox-start.tsx')).InboxStart }))
const loadTaskPage = async () => ({ default: (await import('./task/task-page.tsx')).TaskPage })
const TaskPage = lazy(loadTaskPage)
const StartListPage = lazy(async () => ({ default: (await import('./new-case/start-list-page.tsx')).StartListPage }))
const NewCasePage = lazy(async () => ({ default: (await import('./new-case/new-case-page.tsx')).NewCasePage }))
const CasesPage = lazy(async () => ({ default: (await import('./cases/cases-page.tsx')).CasesPage }))
const StatisticsPage = lazy(async () => ({
  default: (await import('./statistics/statistics-page.tsx')).StatisticsPage,
}))
const PrintCasePage = lazy(async () => ({
  default: (await import('./print/print-case-page.tsx')).PrintCasePage,
}))
const PrintTaskPage = lazy(async () => ({
  default: (await import('./print/print-task-page.tsx')).PrintTaskPage,
}))
const CasePage = lazy(async () => ({ default: (await import('./case/case-page.tsx')).CasePage }))

/** Fetches the page of a task, forms and all, while the browser has nothing better to do, so that it opens at once. */
export function warmUp(): void {
  const load = () => void loadTaskPage().catch(() => undefined)
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 5_000 })
  else setTimeout(load, 2_000)
}

/** The first load holds the shell and the inbox; every other page is a chunk of its own. */
export const routes: readonly RouteObject[] = [
  {
    path: 'print',
    element: (
      <Suspense fallback={<Loading page />}>
        <Outlet />
      </Suspense>
    ),
    children: [
      { path: 'cases/:caseId', element: <PrintCasePage /> },
      { path: 'tasks/*', element: <PrintTaskPage /> },
    ],
  },
  {
    element: <WorkbenchShell />,
    children: [
      {
        element: <InboxLayout />,
        children: [
          { index: true, element: <InboxStart /> },
          { path: 'tasks/*', element: <TaskPage /> },
        ],
      },
      { path: 'new', element: <StartListPage /> },
      { path: 'new/:processId', element: <NewCasePage /> },
      { path: 'cases', element: <CasesPage /> },
      { path: 'cases/:caseId', element: <CasePage /> },
      { path: 'statistics', element: <StatisticsPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]
