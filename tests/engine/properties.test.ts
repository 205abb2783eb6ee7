import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, start, step } from '#engine'
import { expectConserved, morning, type Played, play } from '../support/steps.ts'
import { diagram, flows, model } from './diagram.ts'

/** A part of a generated process: it has one way in and one way out. */
type Block =
  | { kind: 'task' | 'service' | 'plain' }
  | { kind: 'sequence' | 'choice' | 'fork' | 'some'; parts: Block[] }
  | { kind: 'sub'; part: Block }

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constantFrom('task' as const, 'service' as const, 'plain' as const) }),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'choice' as const, 'fork' as const, 'some' as const),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('sub' as const), part: tie('block') }),
  ),
})).block

/** Writes a block; gives back its first and last element. */
function write(part: Block, out: { elements: string[]; flows: string[] }, ids: { next: number }): [string, string] {
  const id = `n${ids.next++}`
  if (part.kind === 'sequence') {
    const ends = part.parts.map((each) => write(each, out, ids))
    for (const [index, [first]] of ends.entries()) if (index > 0) out.flows.push(`${ends[index - 1]![1]} -> ${first}`)
    return [ends[0]![0], ends.at(-1)![1]]
  }
  if (part.kind === 'sub') {
    const inner = { elements: [] as string[], flows: [] as string[] }
    const [first, last] = write(part.part, inner, ids)
    inner.flows.push(`${id}s -> ${first}`, `${last} -> ${id}e`)
    const within = `<startEvent id="${id}s"/><endEvent id="${id}e"/>${inner.elements.join('')}${flows(inner.flows.join('\n'))}`
    out.elements.push(`<subProcess id="${id}">${within}</subProcess>`)
    return [id, id]
  }
  if (part.kind === 'choice' || part.kind === 'fork' || part.kind === 'some') {
    const gateway = { choice: 'exclusiveGateway', fork: 'parallelGateway', some: 'inclusiveGateway' }[part.kind]
    const standard = part.kind === 'fork' ? '' : ` default="${id}d"`
    out.elements.push(`<${gateway} id="${id}"${standard}/><${gateway} id="${id}j"/>`)
    for (const [index, each] of part.parts.entries()) {
      const [first, last] = write(each, out, ids)
      const isDefault = index === 0 && part.kind !== 'fork'
      const condition =
        part.kind === 'fork' || isDefault
          ? ''
          : `<conditionExpression xsi:type="tFormalExpression">=modulo(n, ${index + 1}) = 0</conditionExpression>`
      const flowId = isDefault ? `${id}d` : `${id}_${index}`
      out.elements.push(
        `<sequenceFlow id="${flowId}" sourceRef="${id}" targetRef="${first}">${condition}</sequenceFlow>`,
      )
      out.flows.push(`${last} -> ${id}j`)
    }
    return [id, `${id}j`]
  }
  const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>'
  const tag = { task: 'userTask', service: 'serviceTask', plain: 'task' }[part.kind]
  out.elements.push(part.kind === 'service' ? `<${tag} id="${id}">${job}</${tag}>` : `<${tag} id="${id}"/>`)
  return [id, id]
}

async function processOf(part: Block) {
  const out = { elements: ['<startEvent id="start"/><endEvent id="end"/>'], flows: [] as string[] }
  const [first, last] = write(part, out, { next: 0 })
  out.flows.push(`start -> ${first}`, `${last} -> end`)
  return compile(await model(diagram(out.elements.join(''), out.flows.join('\n'))))
}

/** Does one of the things that can be done, chosen by `pick`. */
function move(instance: Played, pick: number): Played {
  const choices = [
    ...instance.open.map((id) => () => instance.complete(id, { n: pick })),
    ...instance.jobs.map((id) => () => instance.finish(id)),
  ]
  return choices[pick % choices.length]!()
}

/** Does one of the things that can be done, without a change of variables. */
function work(instance: Played, pick: number): Played {
  const ready = [...instance.open, ...instance.jobs]
  return workAt(instance, ready[pick % ready.length]!)
}

function workAt(instance: Played, id: string): Played {
  return instance.open.includes(id) ? instance.complete(id) : instance.finish(id)
}

function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((first) =>
    ids.filter((second) => second > first).map((second): [string, string] => [first, second]),
  )
}

/** Where an instance stands, without the numbers of its tokens, which follow the order of commands. */
function standing({ open, jobs, incidents, ended, variables, passed, state }: Played) {
  const tokens = Object.values(state.tokens).map(({ at, wait }) => `${at} ${wait}`)
  return {
    open: open.toSorted(),
    jobs: jobs.toSorted(),
    tokens: tokens.sort(),
    passed: passed.toSorted(),
    ...{ incidents, ended, variables },
  }
}

describe('any block-structured process', () => {
  it('loses and doubles no token, comes to its end, and repeats from its log', async () => {
    await fc.assert(
      fc.asyncProperty(block, fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }), async (part, picks) => {
        const process = await processOf(part)
        let instance = play(process, { n: picks[0]! })
        for (let at = 0; !instance.ended && at < 400; at += 1) instance = move(instance, picks[at % picks.length]!)
        expect(instance.ended).toBe(true)
        expect(instance.incidents).toEqual([])

        let replayed = start(process, {
          type: 'start',
          at: morning,
          instanceId: 'i',
          variables: { n: picks[0]! },
        }).state
        for (const command of instance.log) replayed = step(process, replayed, command).state
        expect(replayed).toEqual(instance.state)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('can be stored as JSON between any two commands', async () => {
    await fc.assert(
      fc.asyncProperty(block, fc.nat(30), async (part, pick) => {
        const process = await processOf(part)
        let kept = play(process, { n: pick })
        let state = kept.state
        for (let at = 0; !kept.ended && at < 50; at += 1) {
          kept = move(kept, pick + at)
          state = step(process, JSON.parse(JSON.stringify(state)), kept.log.at(-1)!).state
          expectConserved(state)
        }
        expect(state).toEqual(kept.state)
      }),
      { numRuns: 50 },
    )
  }, 60_000)

  it('stands at the same place whichever of two independent commands comes first', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        block,
        block,
        fc.array(fc.nat(30), { maxLength: 5 }),
        fc.nat(30),
        async (one, other, picks, n) => {
          const process = await processOf({ kind: 'fork', parts: [one, other] })
          let instance = play(process, { n })
          for (const pick of [0, ...picks]) {
            if (instance.ended) break
            for (const [first, second] of pairsOf([...instance.open, ...instance.jobs])) {
              const there = standing(workAt(workAt(instance, first), second))
              expect(standing(workAt(workAt(instance, second), first))).toEqual(there)
              compared += 1
            }
            instance = work(instance, pick)
          }
        },
      ),
      { numRuns: 80 },
    )
    expect(compared).toBeGreaterThan(20)
  }, 60_000)

  it('comes to the same variables and open tasks whichever of two branches is done first', async () => {
    const elements = `<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>
      <userTask id="a2"/><userTask id="b2"/><parallelGateway id="join"/><userTask id="after"/><endEvent id="end"/>`
    const process = compile(
      await model(diagram(elements, 'start -> fork -> a -> a2 -> join -> after -> end\nfork -> b -> b2 -> join')),
    )
    const one = play(process).complete('a', { x: 1 }).complete('b', { y: 2 })
    const other = play(process).complete('b', { y: 2 }).complete('a', { x: 1 })
    expect([...one.open].sort()).toEqual([...other.open].sort())
    expect(one.variables).toEqual(other.variables)
  })
})
