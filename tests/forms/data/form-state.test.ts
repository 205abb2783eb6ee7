import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answers,
  compileForm,
  type FormDefinition,
  formState,
  nodeKey,
  openingAnswers,
  readsCalendar,
} from '#forms'
import { aForm, aGroup, choice, number, text, yesNo } from '../a-form.ts'

const compiled = (form: FormDefinition) => compileForm(form, { codeLists: [] })
const stateOf = (form: FormDefinition, answers: Answers, caseVariables: Answers = {}) =>
  formState(compiled(form), answers, caseVariables)

describe('rules', () => {
  it('show and hide; what is hidden has no answer, not even for other rules', () => {
    const form = aForm({ a: yesNo, b: text, c: text }, [
      ['b', 'visible', 'a'],
      ['c', 'visible', 'b = "x"'],
    ])

    expect(stateOf(form, { a: true, b: 'x', c: 'y' }).answers).toEqual({ a: true, b: 'x', c: 'y' })
    expect(stateOf(form, { a: false, b: 'x', c: 'y' }).answers).toEqual({ a: false })
    expect(stateOf(form, { b: 'x' }).nodes.get('b')?.visible).toBe(false)
  })

  it('hide a section with all that is in it', () => {
    const form = aForm({ a: text, people: aGroup({ name: text }) }, [['all', 'visible', 'case.open']])

    expect(stateOf(form, { a: 'x', people: [{ name: 'y' }] }, { open: false }).answers).toEqual({})
    expect(stateOf(form, { a: 'x' }, { open: true }).answers).toEqual({ a: 'x' })
  })

  it('compute from what is computed, in whatever order they stand', () => {
    const form = aForm({ total: number, price: number, amount: number }, [
      ['total', 'value', 'price * 2'],
      ['price', 'value', 'amount + 1'],
    ])

    expect(stateOf(form, { amount: 3, total: 99 }).answers).toEqual({ amount: 3, price: 4, total: 8 })
  })

  it('demand, unless the field is hidden or locked', () => {
    const form = aForm({ a: { ...text, required: true }, b: text, lock: yesNo }, [
      ['b', 'required', 'a = "x"'],
      ['a', 'readonly', 'lock'],
    ])

    expect(stateOf(form, { a: 'x' }).nodes.get('a')?.required).toBe(true)
    expect(stateOf(form, { a: 'x' }).nodes.get('b')?.required).toBe(true)
    expect(stateOf(form, { a: 'y' }).nodes.get('b')?.required).toBe(false)
    expect(stateOf(form, { lock: true }).nodes.get('a')).toMatchObject({ required: false, readonly: true })
  })

  it('narrow the choices', () => {
    const form = aForm({ kind: choice('a', 'b', 'c'), strict: yesNo }, [
      ['kind', 'options', 'if strict then ["a", "b"] else null'],
    ])
    const offered = (answers: Answers) =>
      stateOf(form, answers)
        .nodes.get('kind')
        ?.choices?.map(({ value }) => value)

    expect(offered({})).toEqual(['a', 'b', 'c'])
    expect(offered({ strict: true })).toEqual(['a', 'b'])
  })

  it('are judged once per item inside a repeated group, where the item stands in front of the form', () => {
    const form = aForm({ name: text, people: aGroup({ name: text, minor: yesNo, guardian: text }) }, [
      ['guardian', 'visible', 'minor'],
      ['minor', 'required', 'name = "x"'],
    ])
    const state = stateOf(form, {
      name: 'x',
      people: [
        { name: 'x', minor: true, guardian: 'g' },
        { name: 'y', guardian: 'g' },
      ],
    })

    expect(state.answers.people).toEqual([{ name: 'x', minor: true, guardian: 'g' }, { name: 'y' }])
    expect(state.nodes.get(nodeKey('guardian', 1))?.visible).toBe(false)
    expect(state.nodes.get(nodeKey('minor', 0))?.required).toBe(true)
    expect(state.nodes.get(nodeKey('minor', 1))?.required).toBe(false)
  })

  it('may call today(), which is the day the caller names', () => {
    const form = compiled(aForm({ late: yesNo, until: text }, [['late', 'value', 'today() > date(until)']]))

    expect(formState(form, { until: '2026-03-04' }, {}, { today: '2026-03-05' }).answers.late).toBe(true)
    expect(formState(form, { until: '2026-03-05' }, {}, { today: '2026-03-05' }).answers.late).toBe(false)
  })

  it('that run away hide rather than hang', () => {
    const form = aForm({ a: text }, [['a', 'visible', 'count(for i in 1..100000, j in 1..100000 return i * j) > 0']])

    expect(stateOf(form, { a: 'x' }).answers).toEqual({})
  })
})

describe('the state after a change', () => {
  const rental = compiled(
    aForm(
      {
        vacant: yesNo,
        area: number,
        people: aGroup({ name: text, age: number, guardian: text }),
        each: number,
        note: text,
      },
      [
        ['people', 'visible', 'not(vacant = true)'],
        ['each', 'value', 'if people = null then null else area / count(people)'],
        ['guardian', 'visible', 'age < 18'],
        ['note', 'required', 'some person in people satisfies person.age < 18'],
      ],
    ),
  )
  const person = fc.record(
    { name: fc.constantFrom('', '张三', '李四'), age: fc.integer({ min: 0, max: 99 }), guardian: fc.constant('王五') },
    { requiredKeys: [] },
  )
  const answers = fc.record(
    {
      vacant: fc.option(fc.boolean()),
      area: fc.integer({ min: 1, max: 500 }),
      people: fc.array(person, { maxLength: 4 }),
      each: fc.integer(),
      note: fc.constantFrom('', 'n'),
    },
    { requiredKeys: [] },
  )
  const visible = ({ answers, nodes }: ReturnType<typeof formState>) => ({
    answers,
    nodes: nodes.keys().map((key) => [key, nodes.get(key)]),
  })

  it('is what computing it anew would give', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 6 }), (steps) => {
        let state = formState(rental, {}, {})
        for (const step of steps) {
          state = formState(rental, step, {}, { before: state })
          expect(visible(state)).toEqual(visible(formState(rental, step, {})))
        }
      }),
    )
  })

  it('is the same object wherever nothing changed', () => {
    const people = [
      { name: '张三', age: 3 },
      { name: '李四', age: 30 },
    ]
    const before = formState(rental, { area: 10, people }, {})
    const after = formState(rental, { area: 10, people, note: 'n' }, {}, { before })

    expect(after.answers.people).toBe(before.answers.people)
    for (const key of before.nodes.keys()) expect(after.nodes.get(key), key).toBe(before.nodes.get(key))
  })
})

describe('a form that opens', () => {
  it('holds what the case knows and what follows from it', () => {
    const form = aForm(
      {
        address: { ...text, field: { prefill: 'address' } },
        area: { ...number, field: { prefill: 'case.house.area' } },
        half: number,
        note: { ...text, field: { prefill: 'nothing' } },
      },
      [['half', 'value', 'area / 2']],
    )

    expect(openingAnswers(compiled(form), { address: '官河路 18 号', house: { area: 90 } })).toEqual({
      address: '官河路 18 号',
      area: 90,
      half: 45,
    })
  })
})

describe('working days in rules', () => {
  const calendar = {
    holidays: ['2026-10-01', '2026-10-02'],
    workdays: ['2026-10-10'],
    hours: [{ from: '09:00', to: '12:00' }],
  }
  const form = aForm({ due: text, from: text, hours: number, mend: text, off: yesNo }, [
    ['due', 'value', 'string(add working days(today(), 1))'],
    ['hours', 'value', 'working hours between(from, due)'],
    ['mend', 'visible', '是节假日(from)'],
    ['off', 'value', 'is holiday("2026-10-10")'],
  ])

  it('are those of the region, given to the server or sent along to a browser', () => {
    const opened = { from: '2026-10-02', mend: '补办' }
    const server = compileForm(form, { codeLists: [], calendar })
    const browser = compileForm({ ...form, calendar: structuredClone(calendar) }, { codeLists: [] })
    const answers = (compiled: typeof server) => formState(compiled, opened, {}, { today: '2026-09-30' }).answers

    expect(answers(server)).toEqual({ ...opened, due: '2026-10-05', hours: 0, off: false })
    expect(answers(browser)).toEqual(answers(server))
  })

  it('are sent only where they are asked for, and never taken from a file on the server', () => {
    expect(readsCalendar(compileForm(form, { codeLists: [] }))).toBe(true)
    expect(readsCalendar(compileForm(aForm({ a: text }, [['a', 'value', 'today()']]), { codeLists: [] }))).toBe(false)
    const forged = compileForm({ ...form, calendar }, { codeLists: [], calendar: null })
    expect(formState(forged, {}, {}, { today: '2026-09-30' }).answers).toEqual({})
  })
})
