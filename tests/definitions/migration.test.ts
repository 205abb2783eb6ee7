import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkMigration,
  compileRelease,
  type Migration,
  moveFields,
  planCase,
  proposeMigration,
  readBundle,
  readMigration,
  resolveRelease,
} from '#definitions'
import { type InstanceState, start, step } from '#engine'

const at = Date.UTC(2026, 2, 2, 1)

function bpmn(elements: string, flows: readonly string[]): string {
  const edges = flows.map((flow) => {
    const [source, target] = flow.split(' -> ')
    return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:gezhi="urn:gezhi:bpmn:1.0" id="d" targetNamespace="urn:test">
  <bpmn:process id="walk" name="走访" isExecutable="true"><bpmn:startEvent id="begin"/>${elements}<bpmn:endEvent id="end"/>${edges.join('')}</bpmn:process>
</bpmn:definitions>`
}

const task = (id: string, name: string) => `<bpmn:userTask id="${id}" name="${name}"/>`

async function release(xml: string, version: string, files: Readonly<Record<string, unknown>> = {}) {
  const manifest = { id: 'walks', version, title: { 'zh-CN': '走访' }, kind: 'module' }
  const { bundle, findings } = await readBundle(
    new Map(
      Object.entries({ 'bundle.json': manifest, ...files })
        .map(([path, json]) => [path, JSON.stringify(json)] as const)
        .concat([['processes/walk.bpmn', xml]]),
    ),
  )
  if (!bundle) throw new Error(JSON.stringify(findings))
  const resolved = await resolveRelease('330683', [bundle], [])
  if (!resolved.release) throw new Error(JSON.stringify(resolved.findings))
  return { compiled: await compileRelease(resolved.release), bundle }
}

const line = ['begin -> visit', 'visit -> report', 'report -> end']
const first = await release(bpmn(task('visit', '现场走访') + task('report', '上报'), line), '1.0.0')
const renamed = await release(
  bpmn(
    task('inspect', '现场走访') + task('report', '上报'),
    line.map((flow) => flow.replace('visit', 'inspect')),
  ),
  '2.0.0',
)
const same = await release(bpmn(task('visit', '现场走访') + task('report', '上报'), line), '1.0.1')

function begun(variables: Record<string, unknown> = {}): InstanceState {
  return start(first.compiled.processes.get('walk')!, { type: 'start', at, instanceId: 'i', variables }).state
}

const map: Migration = {
  id: 'walk-2',
  title: { 'zh-CN': '走访改版' },
  bundle: 'walks',
  from: '^1.0.0',
  to: '^2.0.0',
  processes: [{ process: 'walk', elements: { visit: 'inspect' } }],
}

describe('a proposal', () => {
  it('takes for the same what has kept its id, and what is called and placed alike', () => {
    const { migration, processes } = proposeMigration(first.compiled, renamed.compiled)
    expect(migration.processes).toEqual([{ process: 'walk', elements: { visit: 'inspect' } }])
    expect(processes[0]?.elements.map(({ id, to, how }) => `${id} ${to} ${how}`)).toEqual([
      'begin begin same',
      'visit inspect likely',
      'report report same',
      'end end same',
    ])
    expect(proposeMigration(first.compiled, same.compiled).migration.processes).toEqual([])
  })
})

describe('a plan', () => {
  const plan = (state: InstanceState, to = renamed, migration: Migration | undefined = map) =>
    planCase({
      from: first.compiled,
      to: to.compiled,
      migration,
      instances: [{ number: 0, processId: 'walk', state }],
      at,
    })

  it('says what becomes of a case, and why it cannot go', () => {
    expect(plan(begun()).verdict).toBe('moves')
    const refused = plan(begun(), renamed, { ...map, processes: [] })
    expect(refused).toMatchObject({
      verdict: 'refused',
      instances: [],
      reasons: [{ code: 'element-gone', node: 'visit' }],
    })
  })

  it('for an equal process changes nothing, whatever the variables', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (variables, reported) => {
        const process = first.compiled.processes.get('walk')!
        const opened = begun(variables)
        const [taskId] = Object.keys(opened.tokens)
        const state = reported
          ? step(process, opened, { type: 'completeTask', at, taskId: taskId!, variables: {} }).state
          : opened
        const { verdict, reasons, instances } = plan(state, same, { ...map, processes: [] })
        expect([verdict, reasons]).toEqual(['unchanged', []])
        expect(instances).toEqual([{ number: 0, processId: 'walk', state, effects: [] }])
      }),
    )
  })

  it('there and back again is what it was', () => {
    const back: Migration = {
      id: 'back',
      title: { 'zh-CN': '撤回' },
      processes: [
        {
          process: 'walk',
          elements: { inspect: 'visit' },
          fields: [{ id: 'b', kind: 'rename', field: 'inspector', to: 'visitor' }],
        },
      ],
    }
    const there: Migration = {
      ...map,
      processes: [{ ...map.processes[0]!, fields: [{ id: 'a', kind: 'rename', field: 'visitor', to: 'inspector' }] }],
    }
    const names = fc.string().filter((name) => name !== 'inspector' && name !== 'visitor')
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), fc.option(fc.string()), (variables, visitor) => {
        const state = begun({ ...variables, ...(visitor !== null && { visitor }) })
        const [moved] = plan(state, renamed, there).instances
        const [again] = planCase({
          from: renamed.compiled,
          to: first.compiled,
          migration: back,
          instances: [{ number: 0, processId: 'walk', state: moved!.state }],
          at,
        }).instances
        expect(again!.state).toEqual(state)
      }),
    )
  })
})

describe('field steps', () => {
  const change = (
    fields: NonNullable<Migration['processes'][number]['fields']>,
    variables: Record<string, unknown>,
  ) => {
    const { state, problems, removed } = moveFields({ process: 'walk', fields }, begun(variables), at)
    return { variables: state.scopes[1]?.variables, problems: problems.map(({ code }) => code), removed }
  }

  it('rename, split, join, fill in, compute and take away, one after the other', () => {
    const { variables, problems, removed } = change(
      [
        { id: '1', kind: 'rename', field: 'who', to: 'owner' },
        { id: '2', kind: 'split', field: 'place', by: ' ', into: ['street', 'door'] },
        { id: '3', kind: 'join', fields: ['area', 'number'], by: '-', to: 'phone' },
        { id: '4', kind: 'default', field: 'risk', value: 'low' },
        { id: '5', kind: 'set', field: 'rooms', expression: '=count(people) + 1' },
        { id: '6', kind: 'remove', field: 'note' },
      ],
      { who: '王', place: '官河路 42号 2单元', area: '0575', number: 88, people: ['a', 'b'], note: 'x', risk: null },
    )
    expect(problems).toEqual([])
    expect(removed).toEqual(['6'])
    expect(variables).toEqual({
      owner: '王',
      street: '官河路',
      door: '42号 2单元',
      phone: '0575-88',
      risk: 'low',
      rooms: 3,
      people: ['a', 'b'],
    })
  })

  it('refuse what would lose a value or has none to give', () => {
    expect(change([{ id: '1', kind: 'rename', field: 'a', to: 'b' }], { a: 1, b: 2 }).problems).toEqual(['field-taken'])
    expect(change([{ id: '1', kind: 'split', field: 'a', by: ',', into: ['b'] }], { a: 1 }).problems).toEqual([
      'field-not-text',
    ])
    const endless = '=for x in 1..1000000, y in 1..1000000 return x'
    expect(change([{ id: '1', kind: 'set', field: 'a', expression: endless }], {}).problems).toEqual([
      'field-not-evaluated',
    ])
  })
})

describe('a migration file', () => {
  it('is read with its bundle and checked against the versions', async () => {
    const { bundle } = await release(bpmn(task('visit', '走访'), ['begin -> visit', 'visit -> end']), '1.0.0', {
      'migrations/walk-2.migration.json': map,
    })
    expect(Object.keys(bundle.migrations)).toEqual(['walk-2'])
    expect(checkMigration(map, first.compiled, renamed.compiled)).toEqual([])
    expect(checkMigration(map, renamed.compiled, first.compiled).map(({ code }) => code)).toEqual([
      'migration-version',
      'migration-element',
    ])
    const kinds = { ...map, processes: [{ process: 'walk', elements: { visit: 'end', report: 'end' } }] }
    expect(checkMigration(kinds, first.compiled, renamed.compiled).map(({ code }) => code)).toEqual([
      'migration-element-kind',
      'migration-element-kind',
      'migration-element-shared',
    ])
  })

  it.each([
    ['no object', 1],
    ['no processes', { id: 'a', title: { 'zh-CN': 'b' } }],
    ['an unknown step', { ...map, processes: [{ process: 'walk', fields: [{ id: 'a', kind: 'eval', field: 'x' }] }] }],
    ['a reserved name', { ...map, processes: [{ process: 'walk', elements: { visit: '__proto__' } }] }],
    ['a process twice', { ...map, processes: [map.processes[0], map.processes[0]] }],
  ])('is refused with %s', (_, json) => {
    const { migration, findings } = readMigration(json)
    expect(migration).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
    for (const { message, remedy } of findings) expect([message.en, remedy.en].every(Boolean)).toBe(true)
  })
})
