import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeField,
  type FormDefinition,
  FormEditError,
  itemSchema,
  type LayoutNode,
  nodeKinds,
  placedNodes,
  readForm,
  usedIds,
} from '#forms'
import {
  addAt,
  duplicateNodes,
  moveAll,
  removeAll,
  stepAll,
  wrapInSection,
} from '../../designer/form-editor/arrange.ts'
import { advance, type History } from '../../designer/form-editor/edit-history.ts'
import { newId, newNode } from '../../designer/form-editor/form-edits.ts'
import { moveSideways, putBeside, rowOf } from '../../designer/form-editor/rows.ts'

const title = { 'zh-CN': '题' }
const field = (id: string, more: object = {}) => ({ kind: 'field', id, property: id, title, ...more }) as const
const text = { type: 'string' }
const form: FormDefinition = {
  id: 'form',
  title,
  schema: {
    type: 'object',
    properties: {
      a: text,
      b: text,
      c: text,
      d: text,
      people: { type: 'array', items: { type: 'object', properties: { name: text, phone: text } } },
    },
    required: ['a'],
  },
  layout: [
    { kind: 'section', id: 'house', title, children: [field('a'), field('b'), field('c', { span: 24 })] },
    {
      kind: 'section',
      id: 'tenancy',
      title,
      children: [
        field('d'),
        { kind: 'group', id: 'people', property: 'people', title, children: [field('name'), field('phone')] },
      ],
    },
  ],
  rules: [{ id: 'rule', target: 'b', kind: 'visible', expression: 'a = "1"' }],
}

const spans = (form: FormDefinition, id: string) => rowOf(form, id).map((node) => `${node.id}:${node.span ?? '-'}`)

describe('fields beside each other', () => {
  it('share the row in equal columns, which are written down where they are not the usual ones', () => {
    const three = putBeside(form, 'd', 'b', 'left')!

    expect(spans(three, 'd')).toEqual(['a:8', 'd:8', 'b:8'])
    expect(spans(putBeside(form, 'd', 'c', 'right')!, 'c')).toEqual(['c:-', 'd:-'])
  })

  it('close up when one of them leaves, and it gets a row of its own', () => {
    const three = putBeside(form, 'd', 'b', 'left')!
    const two = moveAll(three, ['d'], 'c', 'after')!

    expect(spans(two, 'a')).toEqual(['a:-', 'b:-'])
    expect(spans(two, 'd')).toEqual(['d:24'])
  })

  it('make room for a new one between them', () => {
    const added = newNode(form, 'number', undefined)
    const three = addAt(form, added, 'b', 'left')!

    expect(spans(three, 'a')).toEqual(['a:8', `${added.node.id}:8`, 'b:8'])
  })

  it('are four at most', () => {
    const four = ['d', 'c'].reduce((form, id) => putBeside(form, id, 'b', 'right')!, form)
    const { node, schema } = newNode(four, 'text', undefined)
    const five = addAt(four, { node, ...(schema && { schema }) }, 'house', 'inside')!

    expect(spans(four, 'a')).toEqual(['a:6', 'b:6', 'c:6', 'd:6'])
    expect(putBeside(five, node.id, 'b', 'left')).toBeUndefined()
  })

  it('are joined and passed by the keys', () => {
    const joined = moveSideways(form, 'c', 'left')!

    expect(spans(joined, 'c')).toEqual(['a:8', 'b:8', 'c:8'])
    expect(spans(moveSideways(joined, 'c', 'left')!, 'c')).toEqual(['a:8', 'c:8', 'b:8'])
  })

  it('become a column of a table without a width', () => {
    const table = changedDisplay(form)

    expect(spans(putBeside(table, 'phone', 'name', 'left')!, 'phone')).toEqual(['phone:-'])
  })
})

describe('several nodes', () => {
  it('move as a block, in their order', () => {
    const moved = moveAll(form, ['d', 'a'], 'c', 'after')!

    expect(idsIn(moved.layout[0]!)).toEqual(['b', 'c', 'a', 'd'])
  })

  it('get a section around them where the first of them stood', () => {
    const section = { kind: 'section', id: 'new', title, children: [] } as const
    const wrapped = wrapInSection(form, ['b', 'd'], section)!

    expect(idsIn(wrapped.layout[0]!)).toEqual(['a', 'new', 'c'])
    expect(placedNodes(wrapped).find(({ node }) => node.id === 'd')?.sections).toEqual(['house', 'new'])
    expect(wrapInSection(form, ['name'], section)).toBeUndefined()
  })
})

describe('a form in steps', () => {
  const steps: FormDefinition = { ...form, display: 'steps' }

  it('keeps sections at its top: a field goes from one into the next', () => {
    expect(idsIn(stepAll(steps, ['c'], 'down')!.layout[1]!)).toEqual(['c', 'd', 'people'])
    expect(moveAll(steps, ['a'], 'house', 'before')).toBeUndefined()
  })
})

describe('any sequence of edits', () => {
  const pick = fc.nat(1000)
  const edge = fc.constantFrom('before', 'after', 'inside', 'left', 'right')
  const act = fc.oneof(
    fc.record({ does: fc.constant('add'), kind: fc.constantFrom(...nodeKinds), target: pick, edge }),
    fc.record({ does: fc.constant('move'), from: fc.array(pick, { minLength: 1, maxLength: 3 }), target: pick, edge }),
    fc.record({ does: fc.constant('step'), from: fc.array(pick, { minLength: 1, maxLength: 3 }), up: fc.boolean() }),
    fc.record({ does: fc.constant('sideways'), target: pick, left: fc.boolean() }),
    fc.record({ does: fc.constant('wrap'), from: fc.array(pick, { minLength: 1, maxLength: 3 }) }),
    fc.record({ does: fc.constant('remove'), from: fc.array(pick, { minLength: 1, maxLength: 2 }) }),
    fc.record({ does: fc.constant('duplicate'), from: fc.array(pick, { minLength: 1, maxLength: 2 }) }),
    fc.record({ does: fc.constant('rename'), target: pick }),
  )
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

  it('leaves a sound form, whose ids are unique and name what they always named, and is undone to the first', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.boolean(), (acts, inSteps) => {
        const first: FormDefinition = inSteps ? { ...form, display: 'steps' } : form
        let history: History<FormDefinition> = { past: [], present: first, future: [] }
        const meant = new Map<string, string>()
        for (const act of acts) {
          const before = JSON.stringify(history.present)
          const next = attempted(history.present, act)
          expect(JSON.stringify(history.present), 'an edit changed its input').toBe(before)
          history = advance(history, { type: 'edit', next })
          expectSound(next, inSteps)
          for (const { node } of placedNodes(next)) {
            const meaning = 'property' in node ? `${node.kind} ${node.property}` : node.kind
            expect(meant.get(node.id) ?? meaning, node.id).toBe(meaning)
            meant.set(node.id, meaning)
          }
        }
        const last = history.present
        const edits = history.past.length
        for (let step = 0; step < edits; step += 1) history = advance(history, { type: 'undo' })
        expect(history.present).toBe(first)
        for (let step = 0; step < edits; step += 1) history = advance(history, { type: 'redo' })
        expect(history.present).toBe(last)
      }),
    )
  })

  /** What makes no sense leaves the form as it is. */
  function attempted(form: FormDefinition, act: Act): FormDefinition {
    try {
      return done(form, act) ?? form
    } catch (error) {
      if (error instanceof FormEditError) return form
      throw error
    }
  }

  function done(form: FormDefinition, act: Act): FormDefinition | undefined {
    const all = placedNodes(form).map(({ node }) => node.id)
    const at = (index: number) => all[index % Math.max(1, all.length)]
    const several = (indexes: readonly number[]) => indexes.flatMap((index) => at(index) ?? [])
    if ('kind' in act) return addAt(form, newNode(form, act.kind, undefined), at(act.target), act.edge)
    if ('edge' in act) return moveAll(form, several(act.from), at(act.target), act.edge)
    if ('up' in act) return stepAll(form, several(act.from), act.up ? 'up' : 'down')
    if ('left' in act) return moveSideways(form, at(act.target) ?? '', act.left ? 'left' : 'right')
    if ('target' in act) {
      const node = placedNodes(form).find(({ node }) => node.id === at(act.target))?.node
      return node && changeField(form, node.id, { node: node.kind === 'text' ? { text: title } : { title } })
    }
    if (act.does === 'wrap')
      return wrapInSection(form, several(act.from), { kind: 'section', id: newId('section'), title, children: [] })
    if (act.does === 'remove') return removeAll(form, several(act.from))
    return duplicateNodes(form, several(act.from), newId)?.form
  }
})

/** It can be read again, its schema holds just the answers its fields ask for, and everything stands where it may. */
function expectSound(form: FormDefinition, inSteps: boolean) {
  const { form: read, findings } = readForm(JSON.parse(JSON.stringify(form)))
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(read).toEqual(JSON.parse(JSON.stringify(form)))
  const placed = placedNodes(form)
  const ids = [
    ...placed.flatMap(({ node }) => [
      node.id,
      ...(node.kind === 'field' ? (node.options ?? []).map(({ id }) => id) : []),
    ]),
    ...(form.rules ?? []).map(({ id }) => id),
  ]
  expect(usedIds(form).size, 'ids are unique').toBe(ids.length)
  const asked = (group: string | undefined) =>
    placed
      .flatMap(({ node, group: around }) => ('property' in node && around?.property === group ? [node.property] : []))
      .sort()
  expect(Object.keys(form.schema.properties).sort()).toEqual(asked(undefined))
  for (const { node } of placed)
    if (node.kind === 'group')
      expect(Object.keys(itemSchema(form.schema.properties[node.property]).properties).sort()).toEqual(
        asked(node.property),
      )
  for (const { node } of placed) if (node.kind === 'field') expect([undefined, 24, 12, 8, 6]).toContain(node.span)
  if (inSteps) expect(form.layout.every(({ kind }) => kind === 'section')).toBe(true)
}

function changedDisplay(form: FormDefinition): FormDefinition {
  const tables = (node: LayoutNode): LayoutNode =>
    node.kind === 'section'
      ? { ...node, children: node.children.map(tables) }
      : node.kind === 'group'
        ? { ...node, display: 'table' }
        : node
  return { ...form, layout: form.layout.map(tables) }
}

function idsIn(node: LayoutNode): readonly string[] {
  return 'children' in node ? node.children.map(({ id }) => id) : []
}
