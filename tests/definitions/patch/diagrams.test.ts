import { DmnModdle } from 'dmn-moddle'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffDefinition, mergeDefinition, type Patch, patchDefinition, treeOfDefinition } from '#definitions'
import { shippedFiles } from '../bundle-files.ts'
import { type DiagramEdit, diagramEdits, editedDiagram, undrawn } from './diagram-edits.ts'
import { plain } from './trees.ts'

const shipped = (bundle: string, path: string) => shippedFiles(bundle).get(path)!
const process = shipped('rental-housing', 'processes/rental-housing.bpmn')
const decision = shipped('rental-housing', 'decisions/rental-risk.dmn')

async function patchTo(kind: 'process' | 'decision', below: string, edited: string): Promise<Patch> {
  const { patch, findings } = await diffDefinition(kind, below, edited)
  if (!patch) throw new Error(JSON.stringify(findings))
  return JSON.parse(JSON.stringify(patch)) as Patch
}

describe('a diagram that a layer edits', () => {
  it('is what was edited once the difference lies over what is below, with all of it drawn', async () => {
    expect(await undrawn(process)).toEqual([])
    await fc.assert(
      fc.asyncProperty(diagramEdits('here'), async (edits) => {
        const edited = await editedDiagram(process, edits)
        const { content, findings } = await patchDefinition(
          'process',
          process,
          await patchTo('process', process, edited),
        )

        expect(findings).toEqual([])
        expect(await undrawn(content!)).toEqual([])
        const [now, meant] = await Promise.all([content!, edited].map((text) => treeOfDefinition('process', text)))
        expect(plain(now!.tree!)).toEqual(plain(meant!.tree!))
      }),
      { numRuns: 6 },
    )
  }, 60_000)

  it('opens in a modeler after an upgrade from below, whatever either side edits and a person chooses', async () => {
    await fc.assert(
      fc.asyncProperty(
        diagramEdits('here'),
        diagramEdits('below'),
        fc.constantFrom<'here' | 'below' | undefined>('here', 'below', undefined),
        async (here, under, choice) => {
          const [mine, newer] = await Promise.all([here, under].map((edits) => editedDiagram(process, edits)))
          const patch = await patchTo('process', process, mine!)
          const asked = await mergeDefinition('process', process, newer!, patch)
          const choices = new Map(asked.conflicts.flatMap(({ id }) => (choice ? [[id, choice] as const] : [])))
          const merged = await mergeDefinition('process', process, newer!, patch, { choices })

          if (merged.findings.some(({ severity }) => severity === 'error')) return
          expect(await undrawn(merged.content!)).toEqual([])
          const again = await patchDefinition('process', newer!, merged.patch!)
          expect(again.content).toBe(merged.content)
        },
      ),
      { numRuns: 6 },
    )
  }, 60_000)

  it('keeps what is drawn with its drawing where one side removes it and the other moves it', async () => {
    const [mine, newer] = await Promise.all([
      editedDiagram(process, [{ what: 'remove', where: 16, by: 'here' }]),
      editedDiagram(process, [
        { what: 'remove', where: 347, by: 'below' },
        { what: 'enclose', where: 399, by: 'below' },
      ]),
    ])
    const patch = await patchTo('process', process, mine)
    const { content, conflicts } = await mergeDefinition('process', process, newer, patch)

    expect(conflicts.length).toBeGreaterThan(0)
    expect(await undrawn(content!)).toEqual([])
  })

  it('takes a task into a sub-process and keeps what the other side did to it', async () => {
    const enclose: DiagramEdit[] = [{ what: 'enclose', where: 0, by: 'here' }]
    const [mine, newer] = await Promise.all([
      editedDiagram(process, enclose),
      editedDiagram(process, [{ what: 'rename', where: 0, by: 'below' }]),
    ])
    const { content, conflicts } = await mergeDefinition(
      'process',
      process,
      newer,
      await patchTo('process', process, mine),
    )

    expect(conflicts).toEqual([])
    expect(content).toMatch(/<bpmn:subProcess id="scope-here[\s\S]*<bpmn:userTask[\s\S]*<\/bpmn:subProcess>/)
    expect(await undrawn(content!)).toEqual([])
  })
})

describe('merging two layers that touch nothing in common', () => {
  it('comes to the same in either order', async () => {
    const one = process.replace('name="安全检查"', 'name="上门安全检查"')
    const other = process.replace('name="复查"', 'name="上门复查"')
    expect([one === process, other === process]).toEqual([false, false])
    const [left, right] = await Promise.all([one, other].map((text) => patchTo('process', process, text)))
    const [first, second] = await Promise.all([
      mergeDefinition('process', process, one, right!),
      mergeDefinition('process', process, other, left!),
    ])
    expect([first.conflicts, second.conflicts]).toEqual([[], []])
    expect(first.content).toBe(second.content)
  })
})

describe('a decision table that a layer edits', () => {
  interface RuleEdit {
    readonly what: 'add' | 'remove' | 'move' | 'cell'
    readonly where: number
  }
  const ruleEdits = fc.array(
    fc.record({ what: fc.constantFrom<RuleEdit['what']>('add', 'remove', 'move', 'cell'), where: fc.nat(100) }),
    { minLength: 1, maxLength: 5 },
  )

  /** Rules as text: added, removed, moved up, and a cell with other words. */
  function edited(text: string, edits: readonly RuleEdit[], by: string): string {
    const rules = text.match(/[ \t]*<rule [\s\S]*?<\/rule>\n/g)!
    const [head, tail] = [
      text.slice(0, text.indexOf(rules[0]!)),
      text.slice(text.indexOf(rules.at(-1)!) + rules.at(-1)!.length),
    ]
    const now = [...rules]
    for (const [at, { what, where }] of edits.entries()) {
      const index = where % now.length
      const rule = now[index]!
      if (what === 'add') now.splice(index, 0, rule.replaceAll(/ id="([^"]+)"/g, ` id="$1-${by}-${at}"`))
      if (what === 'remove' && now.length > 1) now.splice(index, 1)
      if (what === 'move') now.unshift(...now.splice(index, 1))
      if (what === 'cell') now[index] = rule.replace(/<text>[^<]*<\/text>/, `<text>null, "${by} ${at}"</text>`)
    }
    return `${head}${now.join('')}${tail}`
  }

  it('is what was edited, and reads without a warning, also after an upgrade from below', async () => {
    await fc.assert(
      fc.asyncProperty(ruleEdits, ruleEdits, async (here, under) => {
        const [mine, newer] = [edited(decision, here, 'here'), edited(decision, under, 'below')]
        const patch = await patchTo('decision', decision, mine)
        const { content } = await patchDefinition('decision', decision, patch)
        const [now, meant] = await Promise.all([content!, mine].map((text) => treeOfDefinition('decision', text)))
        expect(plain(now!.tree!)).toEqual(plain(meant!.tree!))

        const merged = await mergeDefinition('decision', decision, newer, patch)
        expect(merged.findings).toEqual([])
        const { warnings } = await new DmnModdle().fromXML(merged.content!)
        expect(warnings).toEqual([])
      }),
      { numRuns: 6 },
    )
  }, 60_000)
})
