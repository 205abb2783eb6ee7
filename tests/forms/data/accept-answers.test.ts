import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answers,
  acceptAnswers,
  compileForm,
  type FormDefinition,
  filesIn,
  type LayoutNode,
  openingAnswers,
} from '#forms'
import { aForm, aGroup, choice, formatted, number, photos, text, yesNo } from '../a-form.ts'

const accept = (form: FormDefinition, answers: unknown, opened: Answers = {}, caseVariables: Answers = {}) =>
  acceptAnswers(compileForm(form, { codeLists: [] }), answers, { caseVariables, opened, today: '2026-03-05' })
const problemsOf = (form: FormDefinition, answers: unknown) =>
  accept(form, answers).problems.map(({ path, code }) => `${path} ${code}`)

const withPrefill = (node: LayoutNode): LayoutNode =>
  node.kind === 'section'
    ? { ...node, children: node.children.map(withPrefill) }
    : node.kind === 'group'
      ? { ...node, prefill: 'known' }
      : node

describe('answers from outside', () => {
  it('are taken as they are where nothing is wrong', () => {
    const form = aForm({ name: { ...text, required: true }, area: number })

    expect(accept(form, { name: '张三', area: 12.5 })).toEqual({
      ok: true,
      answers: { name: '张三', area: 12.5 },
      problems: [],
    })
  })

  it('lose what the rules hide', () => {
    const form = aForm(
      { vacant: yesNo, people: { ...aGroup({ name: { ...text, required: true } }), required: true } },
      [['people', 'visible', 'not(vacant = true)']],
    )

    expect(accept(form, { vacant: true, people: [{}] })).toMatchObject({ ok: true, answers: { vacant: true } })
    expect(problemsOf(form, { vacant: false, people: [{}] })).toEqual(['/people/0/name required'])
  })

  it('cannot change what the rules lock, whatever the sender says', () => {
    const form = aForm({ owner: text, done: yesNo, people: aGroup({ id: text, note: text }) }, [
      ['owner', 'readonly', 'true'],
      ['id', 'readonly', 'true'],
    ])
    const opened = { owner: '张三', people: [{ _id: 'i1', id: 'p1' }] }
    const sent = [{ _id: 'i1', id: 'p9', note: 'n' }, { id: 'p2' }]

    expect(accept(form, { owner: '李四', people: sent }, opened)).toEqual({
      ok: true,
      answers: { owner: '张三', people: [{ _id: 'i1', id: 'p1', note: 'n' }, { _id: 'i2' }] },
      problems: [],
    })
    expect(accept(form, { done: true }, opened)).toMatchObject({ answers: { owner: '张三', done: true } })
  })

  describe('in a list whose items have locked fields', () => {
    const form = aForm({ people: aGroup({ name: text, note: text }) }, [['name', 'readonly', 'true']])
    const compiled = compileForm({ ...form, layout: form.layout.map((node) => withPrefill(node)) }, { codeLists: [] })
    const opened = openingAnswers(compiled, { known: [{ name: '张三' }, { name: '李四' }, { name: '王五' }] })
    const peopleOf = (people: unknown) =>
      acceptAnswers(compiled, { people }, { caseVariables: {}, opened }).ok
        ? (acceptAnswers(compiled, { people }, { caseVariables: {}, opened }) as { answers: Answers }).answers.people
        : 'refused'

    it('each item opens with an id of its own', () => {
      expect(opened.people).toEqual([
        { name: '张三', _id: 'i1' },
        { name: '李四', _id: 'i2' },
        { name: '王五', _id: 'i3' },
      ])
    })

    it('what is locked goes with its item when items are moved or taken out', () => {
      expect(peopleOf([{ _id: 'i3', name: 'x', note: 'c' }, { _id: 'i1' }])).toEqual([
        { _id: 'i3', name: '王五', note: 'c' },
        { _id: 'i1', name: '张三' },
      ])
    })

    it('an item that is new, or a copy, has nothing in its locked fields and gets an id', () => {
      expect(peopleOf([{ _id: 'i2' }, { _id: 'i2', name: '李四' }, { name: 'x' }, { _id: 'mine', name: 'y' }])).toEqual(
        [{ _id: 'i2', name: '李四' }, { _id: 'i4' }, { _id: 'i5' }, { _id: 'mine' }],
      )
    })

    it('an id that is no id is none', () => {
      expect(peopleOf([{ _id: { $ne: 1 }, name: 'x' }])).toEqual([{ _id: 'i4' }])
      expect(peopleOf([{ _id: '../i1' }])).toEqual([{ _id: 'i4' }])
    })
  })

  it('cannot set what is computed', () => {
    const form = aForm({ a: number, twice: number }, [['twice', 'value', 'a * 2']])

    expect(accept(form, { a: 2, twice: 100 })).toMatchObject({ ok: true, answers: { a: 2, twice: 4 } })
  })

  it('are refused where they name what the form does not have', () => {
    const form = aForm({ name: text, people: aGroup({ name: text }) })

    expect(problemsOf(form, { name: 'a', role: 'admin', people: [{ name: 'b', isAdmin: true }] })).toEqual([
      '/role unknown-answer',
      '/people/0/isAdmin unknown-answer',
    ])
  })

  it.each(['__proto__', 'constructor', 'toString'])('are refused where they carry %s', (name) => {
    const form = aForm({ name: text, people: aGroup({ name: text }) })
    const hostile = JSON.parse(`{ "name": "a", "${name}": { "polluted": true }, "people": [{ "${name}": 1 }] }`)

    expect(accept(form, hostile).ok).toBe(false)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['text', 'a'],
    ['a number', 3],
    ['a list', []],
  ])('are refused where they are %s', (_name, answers) => {
    expect(problemsOf(aForm({ name: text }), answers)).toEqual([' unreadable'])
  })

  it('are refused where they are too large or too deep to be a form’s', () => {
    const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => [inner], 'x')

    expect(problemsOf(aForm({ name: text }), { name: deep })).toEqual([' unreadable'])
    expect(problemsOf(aForm({ name: text }), { name: 'x'.repeat(200_000) })).toEqual([' unreadable'])
    expect(problemsOf(aForm({ a: aGroup({ b: text }) }), { a: Array.from({ length: 100_000 }, () => ({})) })).toEqual([
      '/a too-many-items',
    ])
  })

  it('are not turned from text into numbers in silence', () => {
    expect(problemsOf(aForm({ area: number, vacant: yesNo }), { area: '12', vacant: 'true' })).toEqual([
      '/area type',
      '/vacant type',
    ])
  })
})

describe('what must be mended', () => {
  it('is said in both languages, names the field, and stands in the order of the form', () => {
    const form = aForm({
      name: { ...text, required: true, field: { title: { 'zh-CN': '姓名', en: 'Name' } } },
      people: {
        ...aGroup({ phone: { ...formatted('mobile-phone'), field: { title: { 'zh-CN': '手机', en: 'Phone' } } } }),
      },
    })
    const { problems } = accept(form, { people: [{ phone: '13800001111' }, { phone: '12' }] })

    expect(problems).toMatchObject([
      {
        fieldId: 'name',
        path: '/name',
        code: 'required',
        message: { 'zh-CN': '请填写“姓名”。', en: 'Fill in “Name”.' },
      },
      { fieldId: 'phone', path: '/people/1/phone', code: 'format' },
    ])
    expect(problems[1]?.message['zh-CN']).toContain('people 2：手机')
    expect(problems[1]?.message.en).toContain('11 digits')
  })

  it('is one thing per answer', () => {
    const form = aForm({ a: { schema: { type: 'string', minLength: 5, pattern: '^x', maxLength: 9 } } })

    expect(problemsOf(form, { a: 'y' })).toHaveLength(1)
  })

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['null', null],
    ['nothing', undefined],
    ['an empty list', []],
  ])('is a missing answer where a demanded one is %s', (_name, value) => {
    const list = {
      schema: { type: 'array', items: { type: 'string' } },
      field: choice('a').field,
      required: true,
    } as const
    const form = Array.isArray(value)
      ? aForm({ a: { ...list, field: { ...list.field, widget: 'multiple-choice' } } })
      : aForm({ a: { ...text, required: true } })

    expect(problemsOf(form, { a: value })).toEqual(['/a required'])
  })

  it('is a value that is not offered', () => {
    const form = aForm({ kind: choice('a', 'b'), strict: yesNo }, [
      ['kind', 'options', 'if strict then ["a"] else null'],
    ])

    expect(problemsOf(form, { kind: 'c' })).toEqual(['/kind not-offered'])
    expect(problemsOf(form, { kind: 'b' })).toEqual([])
    expect(problemsOf(form, { kind: 'b', strict: true })).toEqual(['/kind not-offered'])
  })

  it('is a check that is false, but not one whose answers are still missing', () => {
    const form = aForm({ from: formatted('date'), to: formatted('date'), phone: text, mail: text }, [
      ['to', 'check', 'date(from) <= date(to)'],
      ['phone', 'check', 'phone != null or mail != null'],
    ])

    expect(problemsOf(form, { from: '2026-02-01', mail: 'm' })).toEqual([])
    expect(problemsOf(form, { from: '2026-02-01', to: '2026-01-01' })).toEqual(['/to check', '/phone check'])
  })

  it('is a check that gives no answer although everything is answered', () => {
    expect(problemsOf(aForm({ a: text }, [['a', 'check', 'a > 3']]), { a: 'x' })).toEqual(['/a check'])
  })

  it('is a file that is no reference, or of a kind or size the field does not take', () => {
    const form = aForm({ photos: { ...photos, field: { widget: 'photo', maxBytes: 1000 } } })
    const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 900 }

    expect(problemsOf(form, { photos: [file] })).toEqual([])
    expect(problemsOf(form, { photos: [{ ...file, size: 2000 }] })).toEqual(['/photos file'])
    expect(problemsOf(form, { photos: [{ ...file, type: 'image/svg+xml;x' }] })).toEqual(['/photos file'])
    expect(problemsOf(form, { photos: [{ ...file, type: 'application/pdf' }] })).toEqual(['/photos file'])
    expect(problemsOf(form, { photos: [{ ...file, url: 'https://example.org' }] })).toEqual(['/photos file'])
    expect(problemsOf(form, { photos: ['f1'] })).toHaveLength(1)
    expect(filesIn(compileForm(form, { codeLists: [] }), { photos: [file] })).toEqual([
      { fieldId: 'photos', path: '/photos/0', file },
    ])
  })

  it('is found in linear time, whatever the pattern', () => {
    const form = aForm({ a: { schema: { type: 'string', pattern: '^(a+)+$' } } })

    expect(problemsOf(form, { a: `${'a'.repeat(50_000)}b` })).toEqual(['/a pattern'])
  })
})

describe('whatever is sent', () => {
  const form = aForm(
    { shown: yesNo, secret: text, locked: text, sum: number, people: aGroup({ name: text, hidden: text }) },
    [
      ['secret', 'visible', 'shown'],
      ['locked', 'readonly', 'true'],
      ['sum', 'value', 'if people = null then 0 else count(people)'],
      ['hidden', 'visible', 'name = "x"'],
    ],
  )
  const compiled = compileForm(form, { codeLists: [] })
  const opened = { ...openingAnswers(compiled, {}), locked: 'kept' }
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>('x', true, false, null))
  const answers = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(fc.constantFrom('shown', 'secret', 'locked', 'sum', 'people', '__proto__', 'role'), anything),
    fc.record({
      shown: fc.boolean(),
      secret: fc.string(),
      locked: fc.string(),
      sum: fc.integer(),
      people: fc.array(fc.record({ name: fc.constantFrom('x', 'y'), hidden: fc.string() }), { maxLength: 3 }),
    }),
  )

  it('nothing hidden, locked, computed or unknown gets in', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        const accepted = acceptAnswers(compiled, sent, { caseVariables: {}, opened })
        if (!accepted.ok) {
          expect(accepted.problems.length).toBeGreaterThan(0)
          return
        }
        const { shown, secret, locked, sum, people, ...others } = accepted.answers
        expect(others).toEqual({})
        expect(locked).toBe('kept')
        if (shown !== true) expect(secret).toBeUndefined()
        expect(sum).toBe(Array.isArray(people) ? people.length : 0)
        for (const item of Array.isArray(people) ? people : [])
          if (item.name !== 'x') expect(item).not.toHaveProperty('hidden')
      }),
      { numRuns: 500 },
    )
  })

  it('what was accepted once is accepted again, unchanged', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        const first = acceptAnswers(compiled, sent, { caseVariables: {}, opened })
        if (first.ok) expect(acceptAnswers(compiled, first.answers, { caseVariables: {}, opened })).toEqual(first)
      }),
    )
  })
})
