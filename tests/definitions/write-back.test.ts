import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, diffDefinition, patchDefinition } from '#definitions'
import { editedJson, formattedJson } from '../../runtime/server/cli/write-back/edited-json.ts'
import { editedXml } from '../../runtime/server/cli/write-back/edited-xml.ts'

const shipped = (path: string) => readFileSync(`definitions/bundles/${path}`, 'utf8')

/** Lines of the one that the other has not, in both directions. */
function changedLines(before: string, after: string): [gone: number, come: number] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [old.filter((line) => !now.includes(line)).length, now.filter((line) => !old.includes(line)).length]
}

describe('a JSON file that is written back', () => {
  it('says what it should, whatever it said and however it was written', () => {
    const written = fc.constantFrom(
      (value: unknown) => JSON.stringify(value),
      (value: unknown) => JSON.stringify(value, null, 2),
      (value: unknown) => `\n${JSON.stringify(value, null, '\t')}\r\n`,
      formattedJson,
    )
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.jsonValue(), written, (before, after, write) => {
        const said = JSON.parse(editedJson(write(before), after)) as unknown
        const isSame = editedJson(write(before), before) === write(before)
        return isSame && canonicalJson(said) === canonicalJson(after)
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('changes the lines alone that say something else', () => {
    const text = shipped('rental-housing/forms/rental-recheck.form.json')
    const form = JSON.parse(text)
    const titled = editedJson(text, { ...form, title: { ...form.title, 'zh-CN': '复查表' } })
    expect(changedLines(text, titled)).toEqual([1, 1])

    const [first, ...others] = form.layout
    const added = { kind: 'text', id: 'note', text: { 'zh-CN': '请如实填写' } }
    expect(changedLines(text, editedJson(text, { ...form, layout: [first, added, ...others] }))[0]).toBe(0)
    const without = editedJson(text, { ...form, layout: others })
    expect(changedLines(text, without)[1]).toBe(0)
    expect(JSON.parse(without).layout).toEqual(others)
  })

  it('keeps the order of members, and puts a new one behind the one it follows', () => {
    expect(editedJson('{ "b": 1, "a": 2 }', { a: 2, n: 0, b: 1 })).toBe('{ "b": 1, "a": 2, "n": 0 }')
    expect(editedJson('[1, 2,\n 3]', [1, 2, 4, 3])).toBe('[1, 2, 4, 3]')
  })
})

describe('a diagram or table that is written back', () => {
  const edits = async (kind: 'process' | 'decision', path: string, node: string, property: string, value: string) => {
    const text = shipped(path)
    const changes = [{ op: 'set' as const, node, property, value }]
    const { content } = await patchDefinition(kind, text, { changes })
    const written = await editedXml(kind, text, content!)
    expect((await diffDefinition(kind, written, content!)).patch?.changes).toEqual([])
    return changedLines(text, written)
  }

  it('changes the lines alone that say something else', async () => {
    const process = 'rental-housing/processes/rental-housing.bpmn'
    expect(await edits('process', process, 'inspect', 'name', '上门检查')).toEqual([1, 1])
    const decision = 'rental-housing/decisions/rental-risk.dmn'
    expect(await edits('decision', decision, 'hazards-input', 'label', '查出的隐患')).toEqual([1, 1])
  })
})
