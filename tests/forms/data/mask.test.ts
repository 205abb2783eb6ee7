import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldNode, mask, maskKinds, maskOf } from '#forms'

describe('a masked value', () => {
  it.each([
    ['id', '330683199003071234', '330683********1234'],
    ['id', '330683900307123', '330683******123'],
    ['id', 'E12345678', 'E******78'],
    ['id', 'A123', '******'],
    ['phone', '13800001234', '138****1234'],
    ['phone', '0575-83012345', '0575-****2345'],
    ['phone', '0575-83012345-801', '0575-****2345'],
    ['phone', '110', '****'],
    ['name', '张三', '张*'],
    ['name', '李小明', '李**'],
    ['name', '欧阳修', '欧阳*'],
    ['name', '欧阳', '欧*'],
    ['name', '张', '张*'],
    ['name', '买买提·吐尔逊', '买****'],
    ['address', '浙江省绍兴市嵊州市剡湖街道东圃社区领带园一路128号3幢', '浙江省绍兴市嵊州市剡湖街道东圃社区****'],
    ['address', '嵊州市剡湖街道官河路 18 号', '嵊州市剡湖街道****'],
    ['address', '甘霖镇黄箭坂村12号', '甘霖镇黄箭坂村****'],
    ['address', '东圃小区3幢501室', '****'],
    ['address', '三江街道新村路9号', '三江街道****'],
    ['all', '什么都不说', '******'],
    ['all', 42, '******'],
    ['phone', 13800001234, '******'],
    ['all', [{ id: 'f1' }], '******'],
    ['address', { region: '330683001', detail: '嵊州市剡湖街道官河路 18 号' }, '嵊州市剡湖街道****'],
  ] as const)('of the kind %s: %j is %s', (kind, value, masked) => {
    expect(mask(value, kind)).toBe(masked)
  })

  it.each([undefined, null, '', []])('is nothing where there is nothing: %j', (value) => {
    for (const kind of maskKinds) expect(mask(value, kind)).toBe(value)
  })

  it('always hides something, and the more of a long value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...maskKinds), fc.string({ minLength: 1 }), (kind, text) => {
        if (text.trim() === '') return
        const masked = String(mask(text, kind))
        expect(masked).toContain('*')
        expect(masked).not.toContain(text.trim().length > 8 ? text.trim() : '\u0000')
      }),
    )
  })
})

describe('whether a field is masked', () => {
  const field: FieldNode = { kind: 'field', id: 'a', property: 'a', title: { 'zh-CN': '甲' } }

  it.each([
    ['nothing personal', { sensitivity: 'none' }, { type: 'string', format: 'phone' }, undefined],
    ['personal text', { sensitivity: 'personal' }, { type: 'string' }, undefined],
    ['a personal name that says so', { sensitivity: 'personal', mask: 'name' }, { type: 'string' }, 'name'],
    ['a phone number', { sensitivity: 'personal' }, { type: 'string', format: 'mobile-phone' }, 'phone'],
    ['a citizen id', { sensitivity: 'sensitive' }, { type: 'string', format: 'citizen-id' }, 'id'],
    ['an address', { sensitivity: 'personal', widget: 'address' }, { type: 'object' }, 'address'],
    ['anything sensitive', { sensitivity: 'sensitive' }, { type: 'boolean' }, 'all'],
  ] as const)('%s', (_name, more, schema, kind) => {
    expect(maskOf({ ...field, ...more }, schema)).toBe(kind)
  })
})
