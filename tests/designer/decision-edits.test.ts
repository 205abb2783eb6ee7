import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffDefinition } from '#definitions'
import { readDmn } from '#engine'
import * as edits from '../../designer/decision-editor/decision-edits.ts'
import { decisionsIn, type TableModel } from '../../designer/decision-editor/decision-model.ts'
import { type DmnDocument, readDmnDocument, writeDmnDocument } from '../../designer/decision-editor/dmn-document.ts'

const read = (bundle: string, id: string) => readFileSync(`definitions/bundles/${bundle}/decisions/${id}.dmn`, 'utf8')
const shipped = [
  read('dispute-mediation', 'dispute-warning'),
  read('rental-housing', 'rental-risk'),
  read('matter-patrol', 'patrol-limit'),
]
const warning = shipped[0]!
const table = 'dispute-warning-table'

const documentOf = (xml: string): DmnDocument => readDmnDocument(xml)!
const tableIn = (root: DmnDocument): TableModel => {
  const logic = decisionsIn(root)[0]!.logic
  if (logic.kind !== 'table') throw new Error('no table')
  return logic.table
}
const counting = () => {
  let made = 0
  return (kind: string) => `${kind}-new-${++made}`
}
const ids = (root: DmnDocument): string[] => [
  ...(root.attributes.has('id') ? [root.attributes.get('id')!] : []),
  ...root.children.flatMap(ids),
]

describe('a decision file that is edited', () => {
  it.each(shipped)('is written back without a difference where nothing was edited', async (xml) => {
    const { patch } = await diffDefinition('decision', xml, writeDmnDocument(documentOf(xml)))
    expect(patch?.changes).toEqual([])
  })

  it('keeps what nobody here understands', async () => {
    const strange = warning
      .replace(
        '<decisionTable',
        '<extensionElements><other:hint xmlns:other="urn:other" colour="red"/></extensionElements><decisionTable',
      )
      .replace('hitPolicy="FIRST"', 'hitPolicy="FIRST" outputLabel="等级"')
    const edited = edits.setCells(documentOf(strange), table, { row: 1, column: 1 }, [['>= 40']], counting())
    const written = writeDmnDocument(edited)
    expect(written).toContain('colour="red"')
    expect(written).toContain('outputLabel="等级"')
    expect(written).toContain('dmndi:DMNShape')
  })

  it('names the one cell that was edited, by its id', async () => {
    const edited = edits.setCells(documentOf(warning), table, { row: 1, column: 1 }, [['>= 40']], counting())
    const { patch } = await diffDefinition('decision', warning, writeDmnDocument(edited))
    expect(patch?.changes).toEqual([{ op: 'set', node: 'crowd-if-2/dmn:text', property: '#text', value: '>= 40' }])
  })

  it('takes a pasted block in, with the rules it needs', () => {
    const before = tableIn(documentOf(warning)).rules.length
    const block = [
      ['-', '>= 50', '-', '"red"'],
      ['true', '-', '-', '"red"'],
    ]
    const after = tableIn(edits.setCells(documentOf(warning), table, { row: before - 1, column: 0 }, block, counting()))
    expect(after.rules).toHaveLength(before + 1)
    expect(after.rules.slice(-2).map(({ cells }) => cells.map(({ text }) => text))).toEqual(block)
  })

  it('adds, moves and removes a column with its cells', () => {
    const newId = counting()
    const wider = edits.addColumn(documentOf(warning), table, 'inputs', '天数', newId)
    expect(tableIn(wider).inputs).toHaveLength(4)
    expect(tableIn(wider).rules.every(({ cells }) => cells[3]?.text === '-')).toBe(true)
    const first = edits.moveColumn(wider, table, 'inputs', 1, 0, newId)
    expect(tableIn(first).inputs[0]?.id).toBe('people-input')
    expect(tableIn(first).rules[1]?.cells[0]?.text).toBe('>= 30')
    const narrower = edits.removeColumn(first, table, 'inputs', 3)
    expect(tableIn(edits.moveColumn(narrower, table, 'inputs', 0, 1, newId))).toEqual(tableIn(documentOf(warning)))
  })

  it('writes what a modeler and the engine read, whatever is edited, with ids that are there once', async () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('cell'),
        row: fc.nat(8),
        column: fc.nat(3),
        text: fc.constantFrom('-', '> 3', 'true', '"<&>"'),
      }),
      fc.record({ do: fc.constant('add'), row: fc.nat(8) }),
      fc.record({ do: fc.constant('copy'), row: fc.nat(8) }),
      fc.record({ do: fc.constant('remove'), row: fc.nat(8) }),
      fc.record({ do: fc.constant('move'), row: fc.nat(8) }),
      fc.record({ do: fc.constantFrom('input', 'output', 'note', 'policy') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const newId = counting()
        let root = documentOf(warning)
        for (const one of steps) {
          const { rules } = tableIn(root)
          const row = 'row' in one ? Math.min(one.row, Math.max(0, rules.length - 1)) : 0
          const id = rules[row]?.id ?? ''
          if (one.do === 'cell' && 'text' in one) {
            root = edits.setCells(root, table, { row, column: one.column }, [[one.text]], newId)
          } else if (one.do === 'add') [root] = edits.addRule(root, table, row, newId)
          else if (one.do === 'copy') root = edits.duplicateRules(root, table, [id], newId)
          else if (one.do === 'remove') root = edits.removeRules(root, table, [id])
          else if (one.do === 'move') root = edits.moveRules(root, table, row, row, 1)
          else if (one.do === 'input') root = edits.addColumn(root, table, 'inputs', '甲', newId)
          else if (one.do === 'output') root = edits.addColumn(root, table, 'outputs', '乙', newId)
          else if (one.do === 'note') root = edits.setNote(root, id || table, '说明')
          else root = edits.setHitPolicy(root, table, 'COLLECT')
        }
        const all = ids(root)
        expect(new Set(all).size).toBe(all.length)
        const written = writeDmnDocument(root)
        const { findings } = await readDmn(written)
        const textOf = new Map(tableIn(root).rules.flatMap(({ cells }) => cells.map(({ id, text }) => [id, text])))
        expect(findings.filter(({ node }) => textOf.get(node) !== '-')).toEqual([])
        expect(tableIn(documentOf(written))).toEqual(tableIn(root))
      }),
      { numRuns: 40 },
    )
  })
})
