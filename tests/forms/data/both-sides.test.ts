import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '#feel'
import {
  type Answers,
  acceptAnswers,
  compileForm,
  FormNotUsableError,
  type FormState,
  formState,
  type LayoutNode,
  openingAnswers,
  type Rule,
  validateAnswers,
} from '#forms'
import { aForm, aGroup, choice, number, text, yesNo } from '../a-form.ts'

/** Of a region; it comes to the browser with the form, as data. */
const calendar: WorkingCalendar = {
  holidays: ['2026-10-01', '2026-10-02'],
  workdays: ['2026-10-10'],
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
}

const withPrefill = (node: LayoutNode): LayoutNode => {
  if (node.kind === 'section') return { ...node, children: node.children.map(withPrefill) }
  return node.kind === 'field' || node.kind === 'group' ? { ...node, prefill: `case.${node.property}` } : node
}

const asked = {
  a: number,
  b: yesNo,
  c: choice('x', 'y', 'z'),
  d: { ...text, required: true },
  when: { schema: { type: 'string', format: 'date' } },
  people: aGroup({ name: text, age: number, tag: choice('x', 'y') }),
} as const

const conditions = [
  ...[
    'a > 3',
    'b = true',
    'c = "x"',
    'd != null',
    'count(people) > 1',
    'a > 3 and not(b)',
    'case.a = a',
    'true',
    'a / 0 > 1',
    'is holiday(when)',
    'working hours between("2026-02-27T15:00:00", when) > 2',
    'when > string(add working days(today(), a))',
  ],
] as const
const inItem = [...conditions, 'age > 10', 'name = d', 'name != null or age < a'] as const
const values: Readonly<Record<string, readonly string[]>> = {
  a: ['count(people) * 2', 'if b then 1 else null', 'sum(people.age)'],
  d: ['string(a)', 'c', 'null', 'string(add working days(date(when), a))'],
  when: ['string(add working days(today(), a))'],
  age: ['a + 1', 'string length(name)'],
  name: ['d', 'string(age)'],
}

const rule = fc.oneof(
  fc.tuple(
    fc.constantFrom('a', 'b', 'c', 'd', 'people', 'all'),
    fc.constantFrom<Rule['kind']>('visible', 'readonly', 'required', 'check'),
    fc.constantFrom(...conditions),
  ),
  fc.tuple(
    fc.constantFrom('name', 'age', 'tag'),
    fc.constantFrom<Rule['kind']>('visible', 'readonly', 'required', 'check'),
    fc.constantFrom(...inItem),
  ),
  fc
    .constantFrom(...Object.keys(values))
    .chain((target) =>
      fc.tuple(fc.constant(target), fc.constant<Rule['kind']>('value'), fc.constantFrom(...values[target]!)),
    ),
  fc.tuple(
    fc.constantFrom('c', 'tag'),
    fc.constant<Rule['kind']>('options'),
    fc.constantFrom('if b then ["x"] else null', '["y", "x"]', '[c]'),
  ),
)

const form = fc
  .uniqueArray(rule, { maxLength: 7, selector: ([target, kind]) => `${target} ${kind}` })
  .map((rules) => rules.filter(([target, kind]) => target !== 'all' || kind === 'visible' || kind === 'readonly'))
  .map((rules) => aForm(asked, rules))
  .map((made) => ({ ...made, layout: made.layout.map(withPrefill) }))
  .map((made) => ({ ...made, calendar: JSON.parse(JSON.stringify(calendar)) as WorkingCalendar }))

const item = fc.record(
  { name: fc.constantFrom('', 'p', 'q'), age: fc.integer({ min: 0, max: 20 }), tag: fc.constantFrom('x', 'y', 'w') },
  { requiredKeys: [] },
)
const some = fc.record(
  {
    a: fc.integer({ min: 0, max: 6 }),
    b: fc.boolean(),
    c: fc.constantFrom('x', 'y', 'w'),
    d: fc.constantFrom('', 'p', 'q'),
    when: fc.constantFrom('2026-03-05', '2026-09-30', '2026-10-01', '2026-10-10', 'soon'),
    people: fc.array(item, { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

/** What a person does to a list: the items it opened with, in another order and number, changed, and new ones. */
function rearranged(people: unknown, given: unknown, turn: number): unknown {
  if (!Array.isArray(people) || !Array.isArray(given)) return given
  const kept = people.toSpliced(turn % (people.length + 1), turn % 2)
  return [...given, ...kept.toReversed()].map((each, index) => ({ ...each, ...(index % 2 === 0 && { age: index }) }))
}

describe('browser and server, over any form and whatever is typed', () => {
  it('come to the same answers and the same problems', () => {
    fc.assert(
      fc.property(form, some, fc.array(some, { minLength: 1, maxLength: 5 }), (definition, known, typings) => {
        const compiled = compiledOrNot(definition)
        if (!compiled) return
        const options = { opened: openingAnswers(compiled, known, { today: '2026-03-05' }), today: '2026-03-05' }
        let typed: Answers = options.opened
        let browser: FormState = formState(compiled, typed, known, options)
        typings.forEach((typing, turn) => {
          const people = 'people' in typing ? { people: rearranged(typed.people, typing.people, turn) } : {}
          typed = { ...typed, ...typing, ...people }
          browser = formState(compiled, typed, known, { ...options, before: browser })
        })
        const server = compileForm(JSON.parse(JSON.stringify(definition)), { codeLists: [], calendar })
        const sent = JSON.parse(JSON.stringify(typed)) as Answers
        const problems = validateAnswers(compiled, typed, known, options)

        const there = formState(server, sent, known, options)
        expect(there.answers).toEqual(browser.answers)
        expect(validateAnswers(server, sent, known, options)).toEqual(problems)
        for (const key of browser.nodes.keys()) expect(there.nodes.get(key), key).toEqual(browser.nodes.get(key))
        const accepted = acceptAnswers(server, sent, { ...options, caseVariables: known })
        expect(accepted.ok).toBe(problems.length === 0)
        if (accepted.ok)
          expect(acceptAnswers(server, accepted.answers, { ...options, caseVariables: known })).toEqual(accepted)
      }),
      { numRuns: 80 },
    )
  }, 30_000)

  it('take nothing that the rules hide or lock', () => {
    fc.assert(
      fc.property(form, some, some, (definition, known, sent) => {
        const compiled = compiledOrNot(definition)
        if (!compiled) return
        const opened = openingAnswers(compiled, known)
        const { answers, nodes } = formState(compiled, sent, known, { opened })
        for (const node of compiled.order) {
          const state = nodes.get(node.id)
          if (!state?.visible) expect(answers, node.id).not.toHaveProperty(node.property)
          else if (state.readonly && !node.rules.value)
            expect(answers[node.property] ?? '').toEqual(opened[node.property] ?? '')
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Rules that go in a circle make no form. */
function compiledOrNot(definition: ReturnType<typeof aForm>) {
  try {
    return compileForm(definition, { codeLists: [] })
  } catch (error) {
    if (error instanceof FormNotUsableError) return undefined
    throw error
  }
}
