import { describe, expect, it } from 'vitest'
import { carryLayers, type Layer, type LayerChange, resolveRelease, textIn } from '#definitions'
import type { FormDefinition } from '#forms'
import { mustRead, visitFiles } from './bundle-files.ts'

const visits = await mustRead(visitFiles())
const county = '330683'
const street = '330683001'
const form = { kind: 'form', id: 'visit-report' } as const

/** The layer of a region that gives the field `result` other values, made on what lies below it in `below`. */
async function layerOf(region: string, values: Record<string, string>, ...below: Layer[]): Promise<Layer> {
  const { beneath } = await carryLayers(region, [visits], below)
  const changes = Object.entries(values).map(
    ([property, text]) => ({ op: 'set', node: 'result', property, value: { 'zh-CN': text } }) as const,
  )
  const change: LayerChange = { ...form, content: '', patch: { changes }, below: textIn(beneath, 'form', form.id) }
  return { region, changes: [change] }
}

async function fieldIn(region: string, layers: readonly Layer[]) {
  const { release } = await resolveRelease(region, [visits], layers)
  const layout = release?.forms[form.id]?.layout as FormDefinition['layout']
  const field = layout.find(({ id }) => id === 'result')
  return field as { title: { 'zh-CN': string }; help?: { 'zh-CN': string } }
}

const choose = (id: string, choice: 'below' | 'here') =>
  new Map([[`region:${street}`, new Map([['form/visit-report', new Map([[id, choice]])]])]])

describe('a street whose county publishes', () => {
  it('keeps its own changes and gets those of the county beside them', async () => {
    const own = await layerOf(street, { help: '写清结果' })
    const { layers, conflicts } = await carryLayers(
      street,
      [visits],
      [await layerOf(county, { title: '县里的结果' }), own],
    )

    expect(conflicts).toEqual([])
    expect(await fieldIn(street, layers)).toMatchObject({
      title: { 'zh-CN': '县里的结果' },
      help: { 'zh-CN': '写清结果' },
    })
  })

  it('is asked where both changed the same, and has what lies below until someone chooses', async () => {
    const own = await layerOf(street, { title: '街道的结果' })
    const above = await layerOf(county, { title: '县里的结果' })
    const { layers, conflicts } = await carryLayers(street, [visits], [above, own])

    expect(conflicts).toMatchObject([{ region: street, ...form, conflict: { kind: 'both-changed', node: 'result' } }])
    expect((await fieldIn(street, layers)).title['zh-CN']).toBe('县里的结果')

    const chosen = await carryLayers(street, [visits], [above, own], {
      choices: choose(conflicts[0]!.conflict.id, 'here'),
    })
    expect(chosen.conflicts).toEqual([])
    expect((await fieldIn(street, chosen.layers)).title['zh-CN']).toBe('街道的结果')
    expect((await carryLayers(street, [visits], chosen.layers)).layers).toEqual(chosen.layers)
  })

  it('is not asked about what a wider region has to settle, and nothing moves where nothing changed', async () => {
    const own = await layerOf(street, { title: '街道的结果' })
    const { layers, conflicts } = await carryLayers(street, [visits], [own])

    expect(conflicts).toEqual([])
    expect(layers[0]).toBe(own)
  })
})
