import { beforeEach, describe, expect, it } from 'vitest'
import { type Answers, type CompiledForm, compileForm, type FormState, formState } from '#forms'
import { aForm, aGroup, number, text, yesNo } from '../a-form.ts'

/** Counts how often each rule is evaluated, by its expression. */
function counting(compiled: CompiledForm): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { node } of compiled.byId.values()) {
    const { checks, ...single } = node.rules
    for (const rule of [...checks, ...Object.values(single)].filter((each) => each !== undefined)) {
      const { evaluate, source } = rule.expression
      Object.assign(rule.expression, {
        evaluate: (...args: Parameters<typeof evaluate>) => {
          counts.set(source, (counts.get(source) ?? 0) + 1)
          return evaluate(...args)
        },
      })
    }
  }
  return counts
}

describe('a change', () => {
  const compiled = compileForm(
    aForm(
      {
        a: number,
        b: number,
        total: number,
        twice: number,
        note: text,
        other: text,
        minors: number,
        people: aGroup({ age: number, guardian: text, limit: number }),
      },
      [
        ['total', 'value', 'a + b'],
        ['twice', 'value', 'total * 2'],
        ['note', 'visible', 'twice > 10'],
        ['note', 'required', 'twice > 10'],
        ['other', 'visible', 'note != null'],
        ['guardian', 'visible', 'age < 18 + 0 * b'],
        ['minors', 'value', 'count(people[age < 18])'],
      ],
    ),
    { codeLists: [] },
  )
  const counts = counting(compiled)
  let state: FormState
  const opened: Answers = { a: 1, b: 2, people: [{ age: 3 }, { age: 30 }, { age: 40 }] }

  beforeEach(() => {
    state = formState(compiled, opened, {})
    counts.clear()
  })

  const evaluatedBy = (change: Answers) => {
    state = formState(compiled, { ...opened, ...change }, {}, { before: state })
    return Object.fromEntries(counts)
  }

  it('of nothing evaluates nothing', () => {
    expect(evaluatedBy({})).toEqual({})
  })

  it('of what no rule reads evaluates nothing', () => {
    expect(evaluatedBy({ other: 'x' })).toEqual({})
  })

  it('evaluates what reads it, and what reads that, once each', () => {
    expect(evaluatedBy({ a: 2 })).toEqual({ 'a + b': 1, 'total * 2': 1, 'twice > 10': 1 })
  })

  it('stops where a result stays the same', () => {
    expect(evaluatedBy({ a: 0, b: 3 })).toMatchObject({ 'a + b': 1 })
    expect(counts.has('total * 2')).toBe(false)
  })

  it('in one item of a list leaves the other items alone', () => {
    const [first, second, third] = opened.people as readonly Answers[]

    expect(evaluatedBy({ people: [first, { ...second, age: 31 }, third] })).toEqual({
      'age < 18 + 0 * b': 1,
      'count(people[age < 18])': 1,
    })
  })

  it('of what the items read from outside evaluates each of them', () => {
    expect(evaluatedBy({ b: 3 })).toMatchObject({ 'age < 18 + 0 * b': 3 })
  })
})

describe('rules that say the same', () => {
  it('are evaluated once between them', () => {
    const compiled = compileForm(
      aForm({ open: yesNo, a: text, b: text }, [
        ['a', 'visible', 'open = true'],
        ['a', 'required', 'open = true'],
        ['b', 'visible', 'open = true'],
      ]),
      { codeLists: [] },
    )
    const counts = counting(compiled)
    formState(compiled, { open: true }, {})

    expect(Object.fromEntries(counts)).toEqual({ 'open = true': 1 })
  })
})
