import fc from 'fast-check'
import { describe, it } from 'vitest'
import { AddInstanceNotPossibleError, checkProcess, compile } from '#engine'
import { type Played, play } from '../support/steps.ts'
import { diagram, flows, model } from './diagram.ts'

const roots = `<message id="m" name="m"/><signal id="s" name="s"/><error id="x" errorCode="X"/><escalation id="h" escalationCode="H"/>`
const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>'
const loop = (sequential: boolean) =>
  `<multiInstanceLoopCharacteristics isSequential="${sequential}"><extensionElements>
     <zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="each" outputCollection="all" outputElement="=each"/>
   </extensionElements></multiInstanceLoopCharacteristics>`

/** Elements of every kind; ids begin with `n` and a number. */
const kinds: readonly ((id: string) => string)[] = [
  (id) => `<userTask id="${id}"/>`,
  (id) => `<userTask id="${id}">${loop(false)}</userTask>`,
  (id) => `<serviceTask id="${id}">${job}${loop(true)}</serviceTask>`,
  (id) => `<serviceTask id="${id}">${job}</serviceTask>`,
  (id) => `<exclusiveGateway id="${id}"/>`,
  (id) => `<parallelGateway id="${id}"/>`,
  (id) => `<inclusiveGateway id="${id}"/>`,
  (id) => `<complexGateway id="${id}"><activationCondition>=activationCount > 1</activationCondition></complexGateway>`,
  (id) => `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>`,
  (id) => `<intermediateThrowEvent id="${id}"><escalationEventDefinition escalationRef="h"/></intermediateThrowEvent>`,
  (id) => `<intermediateThrowEvent id="${id}"><compensateEventDefinition/></intermediateThrowEvent>`,
  (id) => `<endEvent id="${id}"><terminateEventDefinition/></endEvent>`,
  (id) => `<endEvent id="${id}"><errorEventDefinition errorRef="x"/></endEvent>`,
  (id) =>
    `<callActivity id="${id}"><extensionElements><zeebe:calledElement processId="other"/></extensionElements></callActivity>`,
  (id) => `<adHocSubProcess id="${id}"><userTask id="${id}a"/><userTask id="${id}b"/></adHocSubProcess>`,
  (
    id,
  ) => `<subProcess id="${id}"><startEvent id="${id}s"/><userTask id="${id}t"/><userTask id="${id}u" isForCompensation="true"/>
      <boundaryEvent id="${id}c" attachedToRef="${id}t"><compensateEventDefinition/></boundaryEvent>
      <association id="${id}as" sourceRef="${id}c" targetRef="${id}u"/>
      <endEvent id="${id}e"/><subProcess id="${id}v" triggeredByEvent="true"><startEvent id="${id}w" isInterrupting="false">
      <signalEventDefinition signalRef="s"/></startEvent><userTask id="${id}x"/><endEvent id="${id}y"/>
      ${flows(`${id}w -> ${id}x -> ${id}y`)}</subProcess>${flows(`${id}s -> ${id}t -> ${id}e`)}</subProcess>`,
  (id) => `<userTask id="${id}" startQuantity="2" completionQuantity="2"/>`,
  (id) => `<intermediateThrowEvent id="${id}">${job}<messageEventDefinition/></intermediateThrowEvent>`,
  (id) =>
    `<userTask id="${id}"><property id="${id}p" name="sheet"/><dataInputAssociation id="${id}i"><sourceRef>done</sourceRef><targetRef>${id}p</targetRef></dataInputAssociation></userTask>`,
  (id) =>
    `<userTask id="${id}"><dataOutputAssociation id="${id}o"><targetRef>done</targetRef></dataOutputAssociation></userTask>`,
]
const boundaries: readonly ((id: string, host: string) => string)[] = [
  (id, host) => `<boundaryEvent id="${id}" attachedToRef="${host}"><errorEventDefinition/></boundaryEvent>`,
  (id, host) =>
    `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="false"><escalationEventDefinition/></boundaryEvent>`,
  (id, host) => `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="false"><timerEventDefinition>
     <timeCycle>R2/PT1H</timeCycle></timerEventDefinition></boundaryEvent>`,
  (id, host) =>
    `<boundaryEvent id="${id}" attachedToRef="${host}"><signalEventDefinition signalRef="s"/></boundaryEvent>`,
]
const isActivity = (kind: number) => [0, 1, 2, 3, 13, 14, 15, 16, 18, 19].includes(kind)
const isEnd = (kind: number) => kind === 11 || kind === 12
const isDeciding = (kind: number) => kind === 4 || kind === 6

const nodes = fc.array(
  fc.record({
    kind: fc.nat(kinds.length - 1),
    to: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    event: fc.option(fc.nat(3)),
  }),
  { minLength: 3, maxLength: 9 },
)

/** A process in which element `n` is reached from the one before and leads to any others. */
function drawn(parts: readonly { kind: number; to: readonly number[]; event: number | null }[]): string {
  const elements = [
    `<startEvent id="start"/><endEvent id="end"/><dataObject id="object" name="sheet"/>
     <dataObjectReference id="done" dataObjectRef="object"><dataState id="state" name="done"/></dataObjectReference>`,
  ]
  const edges = ['start -> n0']
  const from = (id: string, targets: readonly number[], deciding: boolean) => {
    const unique = [...new Set(targets.map((to) => to % (parts.length + 1)))]
    for (const [index, to] of unique.entries()) {
      const target = to === parts.length ? 'end' : `n${to}`
      const mark = !deciding || unique.length < 2 ? '' : index === 0 ? ' [default]' : ` [=modulo(n, ${index + 1}) = 0]`
      edges.push(`${id} -> ${target}${mark}`)
    }
  }
  for (const [index, { kind, to, event }] of parts.entries()) {
    const id = `n${index}`
    elements.push(kinds[kind]!(id))
    if (!isEnd(kind)) from(id, [...to, index + 1], isDeciding(kind))
    if (event === null || !isActivity(kind)) continue
    elements.push(boundaries[event]!(`${id}z`, id))
    from(`${id}z`, [to[0]!], false)
  }
  for (const [index, { kind }] of parts.entries()) {
    if (isEnd(kind) && index + 1 < parts.length) edges.push(`start -> n${index + 1}`)
  }
  return diagram(elements.join(''), edges.join('\n'), roots)
}

/** One run more where it is one of several; otherwise that is refused. */
function addedBeside(instance: Played, id: string): Played {
  try {
    return instance.send({ type: 'addInstance', tokenId: instance.task(id).taskId, item: 3 })
  } catch (error) {
    if (error instanceof AddInstanceNotPossibleError) return instance
    throw error
  }
}

/** Does one of all the things that can be done. */
function anything(instance: Played, pick: number): Played {
  const moves = [
    ...instance.open.map((id) => () => instance.complete(id, { n: pick })),
    ...instance.jobs.flatMap((id) => [
      () => instance.finish(id),
      () => instance.throwError(id, 'X'),
      () => instance.fail(id),
    ]),
    ...instance.open.map((id) => () => addedBeside(instance, id)),
    ...instance.timers.map((id) => () => instance.fire(id)),
    ...instance.subscriptions.map((id) => () => instance.deliver(id, { n: pick })),
    ...instance.calls.flatMap((id) => [
      () => instance.send({ type: 'completeCall', callId: instance.call(id).callId, variables: {} }),
      () => instance.send({ type: 'throwFromCall', callId: instance.call(id).callId, kind: 'error', code: 'X' }),
    ]),
    ...instance.incidents.map((text) => () => instance.retry(text.split(':')[0]!)),
  ]
  const move = moves[pick % Math.max(1, moves.length)]
  return move ? move() : instance
}

describe('any process at all', () => {
  it('counts its tokens right whatever happens to it, and never breaks', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, fc.array(fc.nat(60), { minLength: 4, maxLength: 14 }), async (parts, picks) => {
        const read = await model(drawn(parts))
        const findings = checkProcess(read)
        if (findings.some(({ severity, code }) => severity === 'error' || code === 'loop-without-wait')) return
        const process = compile(read)
        let instance = play(process, { n: picks[0]! })
        for (const pick of picks)
          if (!instance.ended && Object.keys(instance.state.tokens).length < 40) instance = anything(instance, pick)
        if (!instance.ended) instance.send({ type: 'cancelInstance' })
      }),
      { numRuns: 100 },
    )
  }, 120_000)
})
