import { defineConfig } from 'vitest/config'

const server = ['tests/runtime/server/**/*.test.ts']
/** Property tests try the same values in every run; `npm run explore` tries others. */
const chance = ['tests/support/chance.ts']

/** `unit`: pure code. `sqlite`, `postgres`: the same server tests on both stores. `browser`: real Chromium. */
export default defineConfig({
  test: {
    /** Both cores of the smallest machine: left alone, one of them waits. */
    maxWorkers: 2,
    /** Files share what they import: reading it anew for each took as long as the tests. None keeps anything in a module. */
    isolate: false,
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: chance,
          include: [
            'tests/{feel,engine,golden,forms,definitions,plugins,designer}/**/*.test.ts',
            'tests/runtime/client/**/*.test.ts',
          ],
          exclude: ['tests/**/*.browser.test.ts'],
        },
      },
      {
        test: {
          name: 'sqlite',
          setupFiles: chance,
          include: [...server, 'tests/crash/**/*.test.ts'],
          env: { GEZHI_TEST_DATABASE: 'sqlite' },
          globalSetup: ['tests/support/demo-data.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'postgres',
          setupFiles: chance,
          include: server,
          env: { GEZHI_TEST_DATABASE: 'postgres' },
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          setupFiles: chance,
          include: ['tests/**/*.browser.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
