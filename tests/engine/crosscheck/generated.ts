import fc from 'fast-check'
import { compile, type Process, start, step, type Variables } from '#engine'
import type { CrosscheckAction } from '#engine/crosscheck'
import { diagram, flows, model } from '../diagram.ts'

type Plain = 'userTask' | 'serviceTask' | 'task' | 'manualTask' | 'intermediateThrowEvent'

/** A part of a generated process: it has one way in and one way out. */
type Block =
  | { kind: Plain }
  | { kind: 'sequence' | 'choice' | 'fork'; parts: Block[] }
  | { kind: 'sub' | 'loop' | 'some'; part: Block; stops: boolean }

const plain: readonly Plain[] = ['userTask', 'userTask', 'serviceTask', 'task', 'manualTask', 'intermediateThrowEvent']

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom(...plain) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('sequence' as const, 'choice' as const, 'fork' as const),
        parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('sub' as const, 'loop' as const, 'some' as const),
        part: tie('block'),
        stops: fc.boolean(),
      }),
    },
  ),
})).block

/** Choices, forks, loops and sub-processes, one within the other. */
export const structured: fc.Arbitrary<string> = block.map((part) => {
  const out: Written = { elements: ['<startEvent id="start"/><endEvent id="end"/>'], flows: [], next: 0 }
  const [first, last] = write(part, out)
  return diagram(out.elements.join(''), [`start -> ${first}`, ...out.flows, `${last} -> end`].join('\n'))
})

interface Written {
  readonly elements: string[]
  readonly flows: string[]
  next: number
}

/** Writes a block; gives back its first and last element. */
function write(part: Block, out: Written): readonly [first: string, last: string] {
  const id = `n${out.next++}`
  switch (part.kind) {
    case 'sequence': {
      const ends = part.parts.map((each) => write(each, out))
      for (const [index, [first]] of ends.entries()) if (index > 0) out.flows.push(`${ends[index - 1]![1]} -> ${first}`)
      return [ends[0]![0], ends.at(-1)![1]]
    }
    case 'choice':
    case 'fork': {
      const ends = part.parts.map((each) => write(each, out))
      const isChoice = part.kind === 'choice'
      out.elements.push(isChoice ? exclusive(id, ends[0]![0]) : `<parallelGateway id="${id}"/>`)
      out.elements.push(isChoice ? `<exclusiveGateway id="${id}j"/>` : `<parallelGateway id="${id}j"/>`)
      for (const [index, [first, last]] of ends.entries()) {
        const condition = isChoice && index > 0 ? ` [=modulo(n, ${index + 1}) = 0]` : ''
        out.flows.push(`${id} -> ${first}${condition}`, `${last} -> ${id}j`)
      }
      return [id, `${id}j`]
    }
    case 'loop': {
      const [first, last] = write(part.part, out)
      out.elements.push(`<exclusiveGateway id="${id}"/><userTask id="${id}t"/><task id="${id}o"/>`)
      out.elements.push(exclusive(`${id}j`, `${id}o`))
      out.flows.push(`${id} -> ${first}`, `${last} -> ${id}t -> ${id}j -> ${id}o`, `${id}j -> ${id} [=n > 5]`)
      return [id, `${id}o`]
    }
    case 'some': {
      const [first, last] = write(part.part, out)
      out.elements.push(`<inclusiveGateway id="${id}" default="${id}_${first}"/>`)
      out.elements.push(`<userTask id="${id}t"/><endEvent id="${id}e"/>`)
      out.flows.push(`${id} -> ${first}`, `${id} -> ${id}t [=modulo(n, 2) = 0]`, `${id}t -> ${id}e`)
      return [id, last]
    }
    case 'sub': {
      const inner: Written = { elements: [], flows: [], next: out.next }
      const [first, last] = write(part.part, inner)
      out.next = inner.next
      const end = part.stops ? '<terminateEventDefinition/>' : ''
      inner.elements.push(`<startEvent id="${id}s"/><endEvent id="${id}e">${end}</endEvent>`)
      inner.flows.push(`${id}s -> ${first}`, `${last} -> ${id}e`)
      out.elements.push(
        `<subProcess id="${id}">${inner.elements.join('')}${flows(inner.flows.join('\n'))}</subProcess>`,
      )
      return [id, id]
    }
    default:
      out.elements.push(task(part.kind, id))
      return [id, id]
  }
}

function exclusive(id: string, defaultTarget: string): string {
  return `<exclusiveGateway id="${id}" default="${id}_${defaultTarget}"/>`
}

function task(kind: Plain, id: string): string {
  const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>'
  return kind === 'serviceTask' ? `<serviceTask id="${id}">${job}</serviceTask>` : `<${kind} id="${id}"/>`
}

/** Elements that lead to each other as it comes: joins without forks, branches that end on their own, ways back by a task. */
export const unstructured: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        ...plain,
        'exclusiveGateway' as const,
        'exclusiveGateway' as const,
        'parallelGateway' as const,
      ),
      to: fc.array(fc.nat(12), { maxLength: 2 }),
    }),
    { minLength: 4, maxLength: 10 },
  )
  .map((parts) => {
    const elements = ['<startEvent id="start"/><endEvent id="end"/>']
    const edges = ['start -> n0']
    for (const [index, { kind, to }] of parts.entries()) {
      const id = `n${index}`
      const name = (position: number) => (position === parts.length ? 'end' : `n${position}`)
      const splits = kind === 'exclusiveGateway' || kind === 'parallelGateway'
      const targets = [...new Set([index + 1, ...(splits ? to.map((each) => each % (parts.length + 1)) : [])])]
      for (const [nth, target] of targets.entries()) {
        const condition = kind === 'exclusiveGateway' && nth > 0 ? ` [=modulo(n, ${nth + 1}) = 0]` : ''
        if (target > index) edges.push(`${id} -> ${name(target)}${condition}`)
        else {
          elements.push(`<userTask id="${id}b${target}"/>`)
          edges.push(`${id} -> ${id}b${target}${condition}`, `${id}b${target} -> ${name(target)}`)
        }
      }
      if (kind === 'exclusiveGateway') elements.push(exclusive(id, name(index + 1)))
      else elements.push(kind === 'parallelGateway' ? `<parallelGateway id="${id}"/>` : task(kind, id))
    }
    return diagram(elements.join(''), edges.join('\n'))
  })

/** What to do next, as often as there is something: which of the open tasks, and the `n` that its form gives. */
export const picks = fc.array(fc.record({ which: fc.nat(5), n: fc.nat(9) }), { minLength: 8, maxLength: 8 })

/** Plays the process by the picks and writes down what was done. */
export async function scenarioOf(
  xml: string,
  chosen: readonly { readonly which: number; readonly n: number }[],
): Promise<CrosscheckAction[]> {
  const process = compile(await model(xml))
  const actions: CrosscheckAction[] = [{ start: { variables: { n: chosen[0]!.n } } }]
  let state = jobsDone(
    process,
    start(process, { type: 'start', at: 0, instanceId: 'i', variables: { n: chosen[0]!.n } }).state,
  )
  for (const { which, n } of chosen) {
    const open = Object.entries(state.tokens).filter(([, { wait }]) => wait === 'task')
    const [taskId, token] = open[which % Math.max(open.length, 1)] ?? []
    if (state.status !== 'active' || taskId === undefined || !token) break
    const variables: Variables = { n }
    actions.push({ complete: token.at, variables })
    state = jobsDone(process, step(process, state, { type: 'completeTask', at: 0, taskId, variables }).state)
  }
  return actions
}

type State = ReturnType<typeof start>['state']

function jobsDone(process: Process, from: State): State {
  let state = from
  for (let jobs = 0; jobs < 20 && state.status === 'active'; jobs += 1) {
    const job = Object.entries(state.tokens).find(([, { wait }]) => wait === 'job')
    if (!job) break
    state = step(process, state, { type: 'completeJob', at: 0, jobId: job[0], variables: {} }).state
  }
  return state
}
