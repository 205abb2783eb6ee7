import { describe, expect, it } from 'vitest'
import { play } from '../support/steps.ts'
import { flows, process } from './diagram.ts'

const reference = (id: string, state = '') =>
  `<dataObjectReference id="${id}" name="申请表" dataObjectRef="form">${state && `<dataState id="${id}-s" name="${state}"/>`}</dataObjectReference>`
const objects = `<dataObject id="form" name="申请表"/>${reference('any')}${reference('approved', 'approved')}${reference('draft', 'draft')}`
const writes = (target: string) =>
  `<dataOutputAssociation id="o-${target}"><targetRef>${target}</targetRef></dataOutputAssociation>`
const reads = (source: string) =>
  `<property id="p-${source}" name="__targetRef_placeholder"/><dataInputAssociation id="i-${source}"><sourceRef>${source}</sourceRef><targetRef>p-${source}</targetRef></dataInputAssociation>`

describe('a data object', () => {
  it('has the state that the activity which wrote it names', async () => {
    const written = await process(
      `${objects}<startEvent id="start"/><userTask id="fill">${writes('draft')}</userTask><userTask id="check">${writes('approved')}</userTask><endEvent id="end"/>`,
      'start -> fill -> check -> end',
    )
    const filled = play(written).complete('fill', { 面积: 40 })
    expect(filled.variables).toEqual({ 面积: 40, 申请表_state: 'draft' })
    expect(filled.complete('check').ended).toBe(true)
  })

  it('keeps an activity waiting until it is in the state that is read', async () => {
    const waiting = await process(
      `${objects}<startEvent id="start"/><parallelGateway id="fork"/><userTask id="approve">${writes('approved')}</userTask>
       <userTask id="archive">${reads('approved')}</userTask><endEvent id="end"/>`,
      'start -> fork -> approve -> end\nfork -> archive -> end',
    )
    const begun = play(waiting)
    expect(begun.open).toEqual(['approve'])
    const approved = begun.complete('approve')
    expect(approved.open).toEqual(['archive'])
    expect(approved.complete('archive').ended).toBe(true)
    expect(begun.send({ type: 'setVariables', variables: { 申请表_state: 'approved' } }).open).toEqual([
      'approve',
      'archive',
    ])
  })

  it('is copied by associations between names, by transformations and by assignments', async () => {
    const copied = await process(
      `<dataObject id="form" name="form"/><dataObjectReference id="r" dataObjectRef="form"/><startEvent id="start"/>
       <serviceTask id="work"><extensionElements><zeebe:taskDefinition type="x"/></extensionElements>
         <ioSpecification><dataInput id="in" name="sheet"/><dataOutput id="out" name="result"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
         <dataInputAssociation id="i"><sourceRef>r</sourceRef><targetRef>in</targetRef></dataInputAssociation>
         <dataOutputAssociation id="o"><sourceRef>out</sourceRef><targetRef>r</targetRef><transformation>=context put(form, "size", result * 2)</transformation>
           <assignment><from>=result + 1</from><to>form.more.count</to></assignment></dataOutputAssociation></serviceTask><endEvent id="end"/>`,
      'start -> work -> end',
    )
    const begun = play(copied, { form: { owner: 'Li' } })
    expect(begun.job('work').variables.sheet).toEqual({ owner: 'Li' })
    expect(begun.finish('work', { result: 4 }).variables).toEqual({
      form: { owner: 'Li', size: 8, more: { count: 5 } },
    })
  })

  it('of a sub-process lives as long as it, and hides one of the same name outside', async () => {
    const scoped = await process(
      `<startEvent id="start"/><subProcess id="inner">${objects}<startEvent id="in"/><userTask id="fill">${writes('draft')}</userTask><userTask id="look"/><endEvent id="out"/>
       ${flows('in -> fill -> look -> out')}</subProcess><userTask id="after"/><endEvent id="end"/>`,
      'start -> inner -> after -> end',
    )
    const filled = play(scoped, { 申请表: 'outer', 申请表_state: 'old' }).complete('fill', { 申请表: 'inner' })
    expect(filled.variables).toEqual({ 申请表: 'outer', 申请表_state: 'old' })
    const inner = Object.values(filled.state.scopes).find(({ parent }) => parent === 1)
    expect(inner?.variables).toEqual({ 申请表: 'inner', 申请表_state: 'draft' })
    expect(filled.complete('look').variables).toEqual({ 申请表: 'outer', 申请表_state: 'old' })
  })
})

it('a data store is a variable of the process with a state', async () => {
  const stored = await process(
    `<dataStoreReference id="store" dataStoreRef="register"><dataState id="s" name="updated"/></dataStoreReference><startEvent id="start"/>
     <subProcess id="inner"><startEvent id="in"/><userTask id="fill">${writes('store')}</userTask><endEvent id="out"/>${flows('in -> fill -> out')}</subProcess><userTask id="after"/><endEvent id="end"/>`,
    'start -> inner -> after -> end',
    { roots: '<dataStore id="register" name="register"/>' },
  )
  expect(play(stored).complete('fill').variables).toEqual({ register_state: 'updated' })
})
