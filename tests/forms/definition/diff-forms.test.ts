import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answers, acceptAnswers, compileForm, diffForms, type FormDefinition, moveNode, type Rule } from '#forms'
import { type Asked, aForm, aGroup, choice, number, text, yesNo } from '../a-form.ts'

const asked = { name: text, area: number, kind: choice('a', 'b'), open: yesNo, people: aGroup({ age: number }) }
const form = aForm(asked, [['name', 'visible', 'open = true']])
const changed = (more: Record<string, Asked>, rules?: Parameters<typeof aForm>[1]) =>
  said(form, aForm({ ...asked, ...more }, rules ?? [['name', 'visible', 'open = true']]))
const said = (before: FormDefinition, after: FormDefinition) =>
  diffForms(before, after).map(({ message, effect }) => `${message['zh-CN']} ${effect}`)

describe('the difference of two versions of a form', () => {
  it('is nothing where they say the same', () => {
    expect(diffForms(form, structuredClone(form))).toEqual([])
    expect(diffForms(form, { ...form, schema: { ...form.schema, required: [] } })).toEqual([])
  })

  it('names what came and went, and what that means for drafts', () => {
    const { area, ...fewer } = asked

    expect(said(form, aForm({ ...asked, more: text }, [['name', 'visible', 'open = true']]))).toEqual([
      '新增“more” none',
    ])
    expect(changed({ more: { ...text, required: true } })).toEqual(['新增“more”（必填） asks'])
    expect(said(form, aForm(fewer, [['name', 'visible', 'open = true']]))).toEqual(['删除“area” loses'])
  })

  it('tells a new title from a new name', () => {
    expect(changed({ name: { ...text, field: { title: { 'zh-CN': '姓名' } } } })).toEqual(['“name”改名为“姓名” none'])
  })

  it('says where something moved, with as few moves as explain it', () => {
    const moved = moveNode(form, 'open', { parent: 'all', index: 0 })

    expect(said(form, moved)).toEqual(['“open”的先后位置有变 none'])
    expect(said(form, moveNode(form, 'area', { parent: 'people', index: 0 }))).toEqual([
      '“area”从“全部”移到“people” loses',
    ])
  })

  it.each([
    ['area', { ...number, schema: { type: 'number', maximum: 200 } }, '“area”限制最大值为 200 may-refuse'],
    ['area', { ...number, required: true }, '“area”改为必填 asks'],
    ['area', { ...number, field: { decimals: 2 } }, '“area”限制小数位数为 2 may-refuse'],
    ['area', { schema: { type: 'string' } }, '“area”改用另一种填写方式，答案的格式不同 may-refuse'],
    ['name', { schema: { type: 'string', pattern: '^a' } }, '“name”增加格式要求 may-refuse'],
    ['name', { ...text, field: { widget: 'long-text' } }, '“name”改用另一种填写方式 none'],
    ['name', { ...text, field: { sensitivity: 'personal' } }, '“name”的个人信息级别或隐去方式有修改 none'],
    ['name', { ...text, field: { help: { 'zh-CN': '帮助' } } }, '“name”的填写说明有修改 none'],
    ['name', { ...text, field: { span: 24 } }, '“name”的显示方式有修改 none'],
    ['kind', choice('a'), '“kind”去掉选项“b” may-refuse'],
    ['kind', choice('a', 'b', 'c'), '“kind”增加选项“c” none'],
    ['kind', choice('b', 'a'), '“kind”的选项顺序有变 none'],
    [
      'people',
      { ...asked.people, schema: { ...asked.people.schema, maxItems: 3 } },
      '“people”限制最多项数为 3 may-refuse',
    ],
  ] as const)('says how %s changed: %j', (property, more, sentence) => {
    expect(changed({ [property]: more as Asked })).toEqual([sentence])
  })

  it('reads rules', () => {
    expect(changed({}, [['name', 'visible', 'area > 3']])).toEqual(['“name”规则改为：当“area”大于 3 时显示 asks'])
    expect(changed({}, [])).toEqual(['“name”去掉规则：当“open”为“是”时显示 asks'])
    expect(
      changed({}, [
        ['name', 'visible', 'open = true'],
        ['area', 'check', 'area > 3'],
      ]),
    ).toEqual(['“area”新增规则：要求“area”大于 3 may-refuse'])
  })

  it('says it in English too', () => {
    const [first] = diffForms(
      form,
      aForm({ ...asked, area: { schema: { type: 'number', minimum: 5 } } }, [['name', 'visible', 'open = true']]),
    )

    expect(first?.message.en).toBe('“area” limits its minimum to 5')
  })

  it('sees into the forms that are used', () => {
    const host: FormDefinition = {
      ...aForm({ a: text }),
      layout: [...aForm({ a: text }).layout, { kind: 'use', id: 'owner', form: 'person', title: { 'zh-CN': '房东' } }],
    }
    const person = { ...aForm({ name: text }), id: 'person' }
    const stricter = { ...aForm({ name: { ...text, required: true } }), id: 'person' }

    expect(
      diffForms(host, host, { forms: { old: { person }, new: { person: stricter } } }).map(({ node, effect }) => [
        node,
        effect,
      ]),
    ).toEqual([['owner.name', 'asks']])
  })
})

describe('whatever changes', () => {
  const property = fc.oneof(
    fc.record(
      {
        type: fc.constant('number'),
        minimum: fc.integer({ min: 0, max: 9 }),
        maximum: fc.integer({ min: 5, max: 20 }),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('string'),
        minLength: fc.integer({ min: 0, max: 3 }),
        maxLength: fc.integer({ min: 2, max: 9 }),
      },
      { requiredKeys: ['type'] },
    ),
  )
  const question = fc.oneof(
    fc.record({ schema: property, required: fc.constantFrom(true as const, undefined) }),
    fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((values) => choice(...values)),
  )
  const rule = fc.tuple(
    fc.constantFrom('p', 'q'),
    fc.constantFrom<Rule['kind']>('visible', 'required', 'check', 'value', 'readonly'),
    fc.constantFrom('q != null', '1 = 1', 'q = "a"'),
  )
  const version = fc
    .tuple(
      fc.dictionary(fc.constantFrom('p', 'q', 'r'), question, { minKeys: 1 }),
      fc.uniqueArray(rule, { maxLength: 2, selector: ([target, kind]) => `${target} ${kind}` }),
    )
    .map(([properties, rules]) =>
      aForm(
        properties,
        rules.filter(([target]) => target in properties && 'q' in properties),
      ),
    )
  const value = fc.oneof(fc.integer({ min: -2, max: 25 }), fc.constantFrom('', 'a', 'b', 'c', 'abcdefgh'))
  const answers = fc.dictionary(fc.constantFrom('p', 'q', 'r'), value)
  const accepted = (of: FormDefinition, given: Answers) => {
    try {
      return acceptAnswers(compileForm(of, { codeLists: [] }), given, { caseVariables: {}, opened: {} })
    } catch {
      return undefined
    }
  }

  it('a difference without effect refuses nothing that was in order, and one is told for every difference', () => {
    fc.assert(
      fc.property(version, version, fc.array(answers, { maxLength: 5 }), (before, after, given) => {
        const changes = diffForms(before, after)
        if (changes.some(({ effect }) => effect !== 'none')) return
        for (const each of given) {
          const was = accepted(before, each)
          if (was?.ok) expect(accepted(after, was.answers), JSON.stringify({ each })).toEqual(was)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is told, whatever it is', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after)))
          expect(diffForms(before, after)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

/** Without what says nothing: the order of members, rules' ids. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, member]) =>
          member !== undefined && !(name === 'id' && String(member).startsWith('rule-')) && name !== 'required',
      )
      .map(
        ([name, member]) =>
          [
            name,
            name === 'rules' && Array.isArray(member)
              ? member
                  .map(sorted)
                  .map((each) => JSON.stringify(each))
                  .sort()
              : sorted(member),
          ] as const,
      )
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  )
}
