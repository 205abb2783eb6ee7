import { describe, expect, it } from 'vitest'
import {
  addField,
  blankField,
  changeField,
  checkForm,
  type FormDefinition,
  FormEditError,
  freshId,
  freshProperty,
  moveNode,
  type NodeKind,
  nodeKinds,
  readForm,
  removeNode,
  setRule,
  usedIds,
} from '#forms'
import { aForm, aGroup, number, text } from '../a-form.ts'

const rental = aForm({ name: { ...text, required: true }, area: number, people: aGroup({ nick: text, age: number }) }, [
  ['area', 'visible', 'name = "name" and case.name != name'],
  ['age', 'required', 'nick != null'],
])
const errorsOf = (form: FormDefinition) => [
  ...readForm(JSON.parse(JSON.stringify(form))).findings,
  ...checkForm(form, { codeLists: [] }).filter(({ severity }) => severity === 'error'),
]
const childrenOf = (form: FormDefinition, parent = form.layout[0]) =>
  parent && 'children' in parent ? parent.children.map(({ id }) => id) : []

describe('a new node', () => {
  const toDo: Partial<Record<NodeKind, readonly string[]>> = { cascade: ['no-choices'], use: ['unknown-form'] }

  it.each(nodeKinds.filter((kind) => kind !== 'code-list'))(
    'of the kind %s leaves a form in order, but for what only a person can say',
    (kind) => {
      const names = { id: freshId(kind, usedIds(rental)), property: freshProperty('answer', rental) }
      const grown = addField(rental, blankField(kind, names), { parent: 'all', index: 1 })

      expect(errorsOf(grown).map(({ code }) => code)).toEqual(toDo[kind] ?? [])
      expect(childrenOf(grown)).toEqual(['name', names.id, 'area', 'people'])
      expect(removeNode(grown, names.id)).toEqual(rental)
    },
  )

  it('gets an id and a name that nothing has, and that rules can read', () => {
    expect(freshId('area', usedIds(rental))).toBe('area-2')
    expect(freshId('建筑 面积', usedIds(rental))).toBe('建筑-面积')
    expect(freshProperty('age', rental)).toBe('age2')
    expect(freshProperty('2 case', rental)).toBe('case2')
    expect(freshProperty('if', rental)).toBe('if2')
  })

  it('does not take the place of another', () => {
    const blank = blankField('text', { id: 'area', property: 'other' })

    expect(() => addField(rental, blank, { index: 0 })).toThrow(FormEditError)
    expect(() => addField(rental, blankField('text', { id: 'x', property: 'area' }), { index: 0 })).toThrow(
      FormEditError,
    )
    expect(() =>
      addField(rental, blankField('section', { id: 'x', property: 'x' }), { parent: 'people', index: 0 }),
    ).toThrow(FormEditError)
  })
})

describe('a node that is taken away', () => {
  it('takes its answer and the rules about it along', () => {
    const less = removeNode(rental, 'people')

    expect(errorsOf(less)).toEqual([])
    expect(Object.keys(less.schema.properties)).toEqual(['name', 'area'])
    expect(less.rules?.map(({ target }) => target)).toEqual(['area'])
  })

  it('takes along all that is in it', () => {
    const empty = removeNode(rental, 'all')

    expect(empty).toMatchObject({ layout: [], rules: [] })
    expect(empty.schema.properties).toEqual({})
    expect(errorsOf(empty)).toEqual([])
  })

  it('leaves findings where other rules read it', () => {
    expect(errorsOf(removeNode(rental, 'name'))).toMatchObject([{ code: 'unknown-name' }])
  })
})

describe('a node that is moved', () => {
  it('stands where it was put', () => {
    expect(childrenOf(moveNode(rental, 'people', { parent: 'all', index: 0 }))).toEqual(['people', 'name', 'area'])
    expect(moveNode(rental, 'name', { index: 1 }).layout.map(({ id }) => id)).toEqual(['all', 'name'])
  })

  it('takes its schema into a group and out of it', () => {
    const inside = moveNode({ ...rental, rules: [] }, 'name', { parent: 'people', index: 2 })

    expect(inside.schema.properties.people).toMatchObject({
      items: { properties: { name: { type: 'string' } }, required: ['name'] },
    })
    expect(inside.schema.properties).not.toHaveProperty('name')
    expect(errorsOf(inside)).toEqual([])
    expect(errorsOf(moveNode(inside, 'name', { index: 0 }))).toEqual([])
  })
})

describe('a node that is changed', () => {
  it('keeps its id and place', () => {
    const changed = changeField(rental, 'area', {
      node: { title: { 'zh-CN': '建筑面积' }, help: { 'zh-CN': '平方米' } },
      schema: { type: 'number', minimum: 1 },
      required: true,
    })

    expect(errorsOf(changed)).toEqual([])
    expect(changed.schema).toMatchObject({ properties: { area: { minimum: 1 } }, required: ['name', 'area'] })
    expect(changeField(changed, 'area', { node: { help: undefined } }).layout[0]).toMatchObject({
      children: [{}, { id: 'area', title: { 'zh-CN': '建筑面积' } }, {}],
    })
  })

  it('may get another name, which rules then read', () => {
    const renamed = changeField(rental, 'name', { property: 'owner' })

    expect(renamed.rules?.[0]?.expression).toBe('owner = "name" and case.name != owner')
    expect(renamed.schema.required).toEqual(['owner'])
    expect(errorsOf(renamed)).toEqual([])
    expect(() => changeField(rental, 'name', { property: 'area' })).toThrow(FormEditError)
  })

  it('may get another name inside a group, which only rules in that group read', () => {
    const renamed = changeField(rental, 'nick', { property: 'name' })

    expect(renamed.rules?.map(({ expression }) => expression)).toEqual([rental.rules?.[0]?.expression, 'name != null'])
    expect(errorsOf(renamed)).toEqual([])
  })

  it('leaves the form it came from as it was', () => {
    const before = structuredClone(rental)
    changeField(rental, 'name', { property: 'owner' })
    removeNode(rental, 'all')
    setRule(rental, { id: 'rule-0', target: 'area', kind: 'visible', expression: 'true' })

    expect(rental).toEqual(before)
  })
})
