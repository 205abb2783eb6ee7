import { describe, expect, it } from 'vitest'
import { compileForm } from '#forms'
import { copiedDrafts } from '../../../forms/react/drafts/copied-drafts.ts'
import type { Draft, DraftStore } from '../../../forms/react/drafts/draft-store.ts'
import { fittingAnswers } from '../../../forms/react/drafts/fitting-answers.ts'
import { aForm, aGroup, choice, number, text } from '../a-form.ts'

describe('answers of an older form', () => {
  const before = aForm({
    name: text,
    kin: choice('本人', '子女'),
    area: text,
    people: aGroup({ tel: text, old: text }),
  })

  it('follow their fields by permanent id, whatever the properties are called now', () => {
    const renamed = JSON.parse(
      JSON.stringify(before)
        .replaceAll('"property":"name"', '"property":"fullName"')
        .replace('"name":{', '"fullName":{'),
    )
    const { answers, lost } = fittingAnswers(compileForm(renamed, { codeLists: [] }), { name: '张三' }, before)

    expect(answers).toEqual({ fullName: '张三' })
    expect(lost).toEqual([])
  })

  it('that have no place any more, or are not offered, are told of', () => {
    const now = aForm({ kin: choice('本人'), area: number, people: aGroup({ tel: text }) })
    const typed = { name: '张三', kin: '子女', area: '八十六', people: [{ tel: '1', old: '旧' }] }
    const { answers, lost } = fittingAnswers(compileForm(now, { codeLists: [] }), typed, before)

    expect(answers).toEqual({ area: '八十六', people: [{ tel: '1' }] })
    expect(lost.map(({ title, value }) => [title['zh-CN'], value])).toEqual([
      ['name', '张三'],
      ['kin', '子女'],
      ['old', '旧'],
    ])
  })
})

/** Drafts as a store keeps them; `isOnline` false refuses everything. */
function drafts() {
  let kept: Draft | undefined
  const net = { isOnline: true }
  const store: DraftStore = {
    load: async () => {
      if (!net.isOnline) throw new Error('offline')
      return kept
    },
    save: async (content, over) => {
      if (!net.isOnline) throw new Error('offline')
      if ((kept?.version ?? 0) !== over) return { saved: false, other: kept }
      kept = { ...content, version: over + 1, savedAt: '2026-03-05T02:00:00Z' }
      return { saved: true, version: kept.version, savedAt: kept.savedAt }
    },
    discard: async () => {
      kept = undefined
    },
  }
  return { store, net, kept: () => kept }
}

const content = (name: string) => ({ answers: { name }, definition: '1' })

describe('a draft with a copy on the device', () => {
  it('outlives a lost connection: what was typed is there again, and goes to the server as soon as it can', async () => {
    const [server, device] = [drafts(), drafts()]
    const tab = copiedDrafts(server.store, device.store)
    await tab.load()
    expect(await tab.save(content('一'), 0)).toMatchObject({ saved: true, version: 1 })
    server.net.isOnline = false
    expect(await tab.save(content('二'), 1)).toMatchObject({ saved: true, version: 1, onlyHere: true })

    const later = copiedDrafts(server.store, device.store)
    const opened = await later.load()
    expect(opened).toMatchObject({ answers: { name: '二' }, version: 1, onlyHere: true })
    server.net.isOnline = true
    expect(await later.save(content('二'), opened?.version ?? 0)).toMatchObject({ saved: true, version: 2 })
    expect(server.kept()?.answers).toEqual({ name: '二' })
    expect(await copiedDrafts(server.store, device.store).load()).not.toHaveProperty('onlyHere')
  })

  it('never overwrites what another device saved meanwhile', async () => {
    const [server, here, there] = [drafts(), drafts(), drafts()]
    const tab = copiedDrafts(server.store, here.store)
    const other = copiedDrafts(server.store, there.store)
    await tab.load()
    await other.load()
    await other.save(content('那边'), 0)

    expect(await tab.save(content('这边'), 0)).toMatchObject({
      saved: false,
      other: { answers: { name: '那边' }, version: 1 },
    })
    expect(server.kept()?.answers).toEqual({ name: '那边' })
    expect(await tab.save(content('这边'), 1)).toMatchObject({ saved: true, version: 2 })
  })

  it('works on where the device keeps nothing', async () => {
    const [server, device] = [drafts(), drafts()]
    device.net.isOnline = false
    const tab = copiedDrafts(server.store, device.store)
    await tab.load()

    expect(await tab.save(content('一'), 0)).toMatchObject({ saved: true, version: 1 })
    server.net.isOnline = false
    await expect(tab.save(content('二'), 1)).rejects.toThrow('offline')
  })
})
