import { describe, expect, it } from 'vitest'
import { type Answers, compileForm, whyHidden } from '#forms'
import { aForm, aGroup, choice, number, text, yesNo } from '../a-form.ts'

const compiled = compileForm(
  aForm(
    { open: yesNo, kind: choice('a', 'b'), note: text, people: aGroup({ age: number, guardian: text }), more: text },
    [
      ['all', 'visible', 'case.ready = true'],
      ['note', 'visible', 'open = true and kind = "a"'],
      ['people', 'visible', 'note != null'],
      ['guardian', 'visible', 'age < 18'],
    ],
  ),
  { codeLists: [] },
)
const why = (answers: Answers, id: string, index?: number, ready = true) =>
  whyHidden(compiled, answers, id, 'zh-CN', { caseVariables: { ready }, index })

describe('why a node is hidden', () => {
  it('is the rule that is not met, with what it reads as it is now', () => {
    expect(why({ open: true, kind: 'b' }, 'note')).toEqual({
      ruleId: 'rule-1',
      nodeId: 'note',
      values: [
        { title: 'open', value: '为“是”' },
        { title: 'kind', value: '为“b”' },
      ],
      sentence: '“note”只在“open”为“是”，并且“kind”为“a”时显示，而现在“open”为“是”，“kind”为“b”。',
    })
  })

  it('is the rule of what it lies in, where that is hidden', () => {
    expect(why({}, 'more', undefined, false)).toMatchObject({ ruleId: 'rule-0', nodeId: 'all' })
    expect(why({ people: [{ age: 3 }] }, 'guardian')).toMatchObject({ ruleId: 'rule-2', nodeId: 'people' })
  })

  it('is asked of one item of a list', () => {
    const answers = { open: true, kind: 'a', note: 'n', people: [{ age: 3 }, { age: 30 }, {}] }

    expect(why(answers, 'guardian', 0)).toBeUndefined()
    expect(why(answers, 'guardian', 1)?.values).toEqual([{ title: 'age', value: '为“30”' }])
    expect(why(answers, 'guardian', 2)?.values).toEqual([{ title: 'age', value: '未填写' }])
  })

  it('is nothing where it is shown, or there is no such node', () => {
    expect(why({}, 'open')).toBeUndefined()
    expect(why({}, 'nowhere')).toBeUndefined()
  })

  it('is said in English too', () => {
    expect(whyHidden(compiled, {}, 'note', 'en', { caseVariables: { ready: true } })?.sentence).toBe(
      '“note” is shown only when “open” is “yes” and “kind” is “a”; now “open” is not answered, “kind” is not answered.',
    )
  })
})
