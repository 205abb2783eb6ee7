import { describe, expect, it } from 'vitest'
import { adaptedNodes, inherited } from '#definitions'

const list = (codes: readonly object[]) => JSON.stringify({ id: 'kinds', title: { 'zh-CN': '种类' }, codes })

const below = list([
  { code: 'a', title: { 'zh-CN': '甲' } },
  { code: 'b', title: { 'zh-CN': '乙' } },
])
const edited = list([
  { code: 'b', title: { 'zh-CN': '乙二' } },
  { code: 'a', title: { 'zh-CN': '甲二' } },
  { code: 'c', title: { 'zh-CN': '丙' } },
])

describe('going back to what is inherited', () => {
  it('takes one node back and leaves what else was edited', async () => {
    const back = JSON.parse((await inherited('codeList', below, edited, 'codes/a'))!)
    expect(back.codes).toContainEqual({ code: 'a', title: { 'zh-CN': '甲' } })
    expect(back.codes).toContainEqual({ code: 'b', title: { 'zh-CN': '乙二' } })
    expect(back.codes).toContainEqual({ code: 'c', title: { 'zh-CN': '丙' } })
  })

  it('keeps a node that is the region’s own', async () => {
    const back = JSON.parse((await inherited('codeList', below, edited, 'codes/c'))!)
    expect(back).toEqual(JSON.parse(edited))
  })

  it('tells changed nodes from added ones', async () => {
    const adapted = await adaptedNodes('codeList', below, edited)
    expect(adapted.get('codes/a')).toBe('changed')
    expect(adapted.get('codes/b')).toBe('changed')
    expect(adapted.get('codes/c')).toBe('added')
    expect(adapted.has('/')).toBe(false)
  })

  it('has nothing to say where a text cannot be read', async () => {
    expect(await inherited('codeList', below, '{', 'a')).toBeUndefined()
  })
})
