import type { RouteObject } from 'react-router'
import { Loading, NotFound } from '#runtime/client'
import { DesignerShell } from './designer-shell.tsx'
import { Home } from './home.tsx'

const pages: RouteObject[] = [
  { path: '/', element: <Home /> },
  {
    path: '/:region',
    element: <DesignerShell width="page" />,
    children: [
      {
        index: true,
        lazy: { Component: async () => (await import('../definitions/definitions-page.tsx')).DefinitionsPage },
      },
      {
        path: 'publish',
        lazy: { Component: async () => (await import('../releases/publish-page.tsx')).PublishPage },
      },
      {
        path: 'releases',
        lazy: { Component: async () => (await import('../releases/releases-page.tsx')).ReleasesPage },
      },
      {
        path: 'upgrade',
        lazy: { Component: async () => (await import('../releases/upgrade-page.tsx')).UpgradePage },
      },
      {
        path: 'regions',
        lazy: { Component: async () => (await import('../releases/regions-page.tsx')).RegionsPage },
      },
      { path: 'record/:id', lazy: { Component: async () => (await import('../viewers/facts-page.tsx')).RecordPage } },
      { path: 'view/:id', lazy: { Component: async () => (await import('../viewers/facts-page.tsx')).ViewPage } },
      {
        path: 'settings',
        lazy: { Component: async () => (await import('../settings/settings-page.tsx')).SettingsPage },
      },
      {
        path: 'setting/:id',
        lazy: { Component: async () => (await import('../settings/settings-page.tsx')).SettingsPage },
      },
      { path: 'running', lazy: { Component: async () => (await import('../running/running-page.tsx')).RunningPage } },
      {
        path: 'running/:id',
        lazy: { Component: async () => (await import('../running/process-running-page.tsx')).ProcessRunningPage },
      },
      { path: 'workers', lazy: { Component: async () => (await import('../workers/workers-page.tsx')).WorkersPage } },
      {
        path: 'operations',
        lazy: { Component: async () => (await import('../operations/incidents/incidents-page.tsx')).IncidentsPage },
      },
      {
        path: 'operations/cases',
        lazy: { Component: async () => (await import('../operations/case/case-search-page.tsx')).CaseSearchPage },
      },
      {
        path: 'operations/cases/:caseId',
        lazy: { Component: async () => (await import('../operations/case/operated-case-page.tsx')).OperatedCasePage },
      },
      {
        path: 'operations/processes',
        lazy: { Component: async () => (await import('../operations/processes/processes-page.tsx')).ProcessesPage },
      },
      {
        path: 'operations/migrations',
        lazy: { Component: async () => (await import('../operations/migrations/migrations-page.tsx')).MigrationsPage },
      },
      {
        path: 'operations/migrations/new',
        lazy: {
          Component: async () => (await import('../operations/migrations/new-migration-page.tsx')).NewMigrationPage,
        },
      },
      {
        path: 'operations/migrations/:migrationId',
        lazy: { Component: async () => (await import('../operations/migrations/migration-page.tsx')).MigrationPage },
      },
      { path: '*', element: <NotFound /> },
    ],
  },
  {
    path: '/:region',
    element: <DesignerShell width="full" />,
    children: [
      {
        path: 'process/:id',
        lazy: { Component: async () => (await import('../process-editor/process-page.tsx')).ProcessPage },
      },
      {
        path: 'decision/:id',
        lazy: { Component: async () => (await import('../decision-editor/decision-page.tsx')).DecisionPage },
      },
      {
        path: 'codeList/:id',
        lazy: { Component: async () => (await import('../code-list-editor/code-list-page.tsx')).CodeListPage },
      },
      {
        path: 'role/:id',
        lazy: { Component: async () => (await import('../role-editor/role-page.tsx')).RolePage },
      },
      { path: 'form/:id', lazy: { Component: async () => (await import('../form-editor/form-page.tsx')).FormPage } },
    ],
  },
]

/** Every page is of one region. The editors are loaded when one is opened. */
export const routes: readonly RouteObject[] = [{ hydrateFallbackElement: <Loading page />, children: pages }]
