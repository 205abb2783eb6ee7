import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReleaseSummary } from '#runtime/api'
import { demoAccounts } from '#runtime/server'
import { type DataPlace, dataPlace, testServer } from '../../support/server.ts'

let place: DataPlace

beforeAll(async () => {
  place = await dataPlace('nothing')
})
afterAll(() => place.remove())

describe('several nodes that are started at once on an empty database', () => {
  it.runIf(process.env.GEZHI_TEST_DATABASE === 'postgres')('make the accounts and the release once', async () => {
    const nodes = await Promise.all([testServer(place), testServer(place), testServer(place)])
    try {
      const [first] = nodes
      for (const { userName } of demoAccounts) await first!.as(userName)
      const admin = await first!.as('admin')
      const { body } = await admin.get<{ items: ReleaseSummary[] }>('/api/releases?region=330683')

      expect(body.items).toHaveLength(1)
      expect(await first!.deps.store.db.selectFrom('role_grant').select('id').execute()).toHaveLength(
        demoAccounts.length,
      )
    } finally {
      await Promise.all(nodes.map(({ stop }) => stop()))
    }
  })
})
