import { lazy } from 'react'
import type { RouteObject } from 'react-router'
import { NotFound } from '#runtime/client'
import { InboxLayout } from './inbox/inbox-layout.tsx'
import { WorkbenchShell } from './workbench-shell.tsx'

const InboxStart = lazy(async () => ({ default: (await import('./inbox/inbox-start.tsx')).InboxStart }))
const TaskPage = lazy(async () => ({ default: (await import('./task/task-page.tsx')).TaskPage }))
const StartListPage = lazy(async () => ({ default: (await import('./new-case/start-list-page.tsx')).StartListPage }))
const NewCasePage = lazy(async () => ({ default: (await import('./new-case/new-case-page.tsx')).NewCasePage }))
const CasesPage = lazy(async () => ({ default: (await import('./cases/cases-page.tsx')).CasesPage }))
const CasePage = lazy(async () => ({ default: (await import('./case/case-page.tsx')).CasePage }))

/** The first load holds the shell and the inbox; every other page is a chunk of its own. */
export const routes: readonly RouteObject[] = [
  {
    element: <WorkbenchShell />,
    children: [
      {
        element: <InboxLayout />,
        children: [
          { index: true, element: <InboxStart /> },
          { path: 'tasks/:taskId', element: <TaskPage /> },
        ],
      },
      { path: 'new', element: <StartListPage /> },
      { path: 'new/:processId', element: <NewCasePage /> },
      { path: 'cases', element: <CasesPage /> },
      { path: 'cases/:caseId', element: <CasePage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]
