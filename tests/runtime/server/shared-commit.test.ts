import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '#runtime/server'
import { type DataPlace, dataPlace } from '../../support/server.ts'

let place: DataPlace
let store: Store

beforeAll(async () => {
  place = await dataPlace('nothing')
  store = await openStore(place.databaseUrl ? { url: place.databaseUrl } : { file: join(place.data, 'shared.db') })
})
afterAll(async () => {
  await store.close()
  await place.remove()
})

/** Puts a row there in a transaction of its own, and then does what `then` says. */
function put(prefix: string, then: () => void = () => {}): Promise<string> {
  return store.write(async ({ db }) => {
    await db.insertInto('case_number').values({ prefix, last: 1 }).execute()
    then()
    return prefix
  })
}

const fail = () => {
  throw new Error('changed its mind')
}

async function there(): Promise<string[]> {
  const rows = await store.db.selectFrom('case_number').select('prefix').orderBy('prefix').execute()
  return rows.map(({ prefix }) => prefix)
}

describe('changes that are asked for at once', () => {
  it('are all stored; one that fails half-way takes only itself back', async () => {
    const outcomes = await Promise.allSettled([put('a'), put('b', fail), put('c'), put('a'), put('d')])

    const [a, b, c, again, d] = outcomes.map(({ status }) => status)
    expect([b, c, d]).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect([a, again].sort()).toEqual(['fulfilled', 'rejected'])
    expect(await there()).toEqual(['a', 'c', 'd'])
  })

  it('fail alone where one is refused before it changes anything', async () => {
    const outcomes = await Promise.allSettled([put('e'), store.write(async () => fail()), put('f')])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await there()).toEqual(expect.arrayContaining(['e', 'f']))
  })

  it('take everything back where something left under way fails', async () => {
    const change = store.write(async (tx) => {
      tx.soon(tx.db.insertInto('case_number').values({ prefix: 'g', last: 1 }).execute())
      tx.soon(tx.db.insertInto('case_number').values({ prefix: 'a', last: 1 }).execute())
    })

    await expect(change).rejects.toThrow()
    expect(await there()).not.toContain('g')
  })

  it('are not seen from outside before they are stored', async () => {
    const before = await there()
    const seen = await store.write(async ({ db }) => {
      await db.insertInto('case_number').values({ prefix: 'h', last: 1 }).execute()
      return there()
    })

    expect(seen).toEqual(before)
    expect(await there()).toContain('h')
  })
})
