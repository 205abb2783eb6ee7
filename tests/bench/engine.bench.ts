import { EventEmitter } from 'node:events'
import { Engine } from 'bpmn-engine'
import { BpmnModdle } from 'bpmn-moddle'
import { compile, type Effect, type InstanceState, type Process, readBpmn, start, step } from '#engine'
import type { Figure } from '../../scripts/bench.ts'

const rounds = 10
const seconds = 2

/**
 * 32 elements: a decision, ten rounds of a user task and a plain task, a fork with two user tasks.
 * One decision only: what bpmn-engine does for flows not taken doubles with every decision that is merged again.
 */
function source(condition: string): string {
  const nodes = ['<startEvent id="start"/><exclusiveGateway id="split" default="split_skip"/><userTask id="work"/>']
  const flows: string[] = []
  const flow = (from: string, to: string, body = '') =>
    flows.push(`<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${body}</sequenceFlow>`)
  nodes.push('<task id="skip"/><exclusiveGateway id="merge"/><task id="plain"/>')
  flow('start', 'split')
  flow('split', 'work', `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`)
  flow('split', 'skip')
  flow('work', 'merge')
  flow('skip', 'merge')
  flow('merge', 'plain')
  let last = 'plain'
  for (let round = 1; round <= rounds; round += 1) {
    nodes.push(`<userTask id="ask${round}"/><task id="note${round}"/>`)
    flow(last, `ask${round}`)
    flow(`ask${round}`, `note${round}`)
    last = `note${round}`
  }
  nodes.push('<parallelGateway id="fork"/><userTask id="left"/><userTask id="right"/><parallelGateway id="join"/>')
  nodes.push('<task id="file"/><endEvent id="end"/>')
  flow(last, 'fork')
  for (const side of ['left', 'right']) {
    flow('fork', side)
    flow(side, 'join')
  }
  flow('join', 'file')
  flow('file', 'end')
  return `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      id="d" targetNamespace="urn:bench"><process id="p" isExecutable="true">${nodes.join('')}${flows.join('')}</process></definitions>`
}

/** How bpmn-engine writes the same condition. */
const theirCondition = ['$', '{environment.variables.wanted}'].join('')

interface Count {
  steps: number
  transitions: number
}

/** One instance from start to end, every task completed as it opens. */
function playOurs(process: Process, count: Count): void {
  const open: string[] = []
  const take = (effects: readonly Effect[]) => {
    for (const effect of effects) {
      if (effect.type === 'openTask') open.push(effect.taskId)
      else if (effect.type === 'history' && effect.what === 'left') count.transitions += 1
    }
  }
  const begun = start(process, { type: 'start', at: 0, instanceId: 'i', variables: { wanted: true } })
  take(begun.effects)
  let state: InstanceState = begun.state
  for (let taskId = open.pop(); taskId !== undefined; taskId = open.pop()) {
    const result = step(process, state, { type: 'completeTask', at: 0, taskId, variables: { answer: count.steps } })
    take(result.effects)
    state = result.state
    count.steps += 1
  }
}

type ModdleContext = Awaited<ReturnType<BpmnModdle['fromXML']>>

async function playTheirs(moddleContext: ModdleContext, count: Count): Promise<void> {
  const listener = new EventEmitter()
  const engine = new Engine({ name: 'bench', moddleContext: moddleContext as never })
  listener.on('activity.wait', (api: { signal: () => void }) => {
    count.steps += 1
    api.signal()
  })
  listener.on('activity.leave', () => {
    count.transitions += 1
  })
  await engine.execute({ listener, variables: { wanted: true } } as never)
}

async function rates(play: (count: Count) => void | Promise<void>): Promise<Count> {
  for (let warm = 0; warm < 20; warm += 1) await play({ steps: 0, transitions: 0 })
  const count: Count = { steps: 0, transitions: 0 }
  const begin = performance.now()
  let spent = 0
  for (; spent < seconds * 1000; spent = performance.now() - begin) await play(count)
  return { steps: (count.steps * 1000) / spent, transitions: (count.transitions * 1000) / spent }
}

const twoTasks = `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:bench">
  <process id="p" isExecutable="true"><startEvent id="start"/><parallelGateway id="fork"/><userTask id="inspection"/>
  <userTask id="rectification"/><sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
  <sequenceFlow id="f2" sourceRef="fork" targetRef="inspection"/><sequenceFlow id="f3" sourceRef="fork" targetRef="rectification"/>
  </process></definitions>`
const variables = {
  address: '嵊州市剡湖街道官河路100号',
  owner: '张三',
  tenants: 6,
  hazards: ['R01', 'R07'],
  risk: 'middle',
}

async function stateSizes(): Promise<{ ours: number; theirs: number }> {
  const { state } = start(await compiled(twoTasks), {
    type: 'start',
    at: 0,
    instanceId: 'case-20260302-00001',
    variables,
  })
  const engine = new Engine({ name: 'bench', source: twoTasks })
  await engine.execute({ variables } as never)
  const theirs = JSON.stringify(await engine.getState())
  await engine.stop()
  return { ours: Buffer.byteLength(JSON.stringify(state)), theirs: Buffer.byteLength(theirs) }
}

async function compiled(xml: string): Promise<Process> {
  const { model, findings } = await readBpmn(xml)
  if (!model) throw new Error(JSON.stringify(findings))
  return compile(model)
}

export async function run(report: (figure: Figure) => void): Promise<void> {
  const process = await compiled(source('=wanted'))
  const moddleContext = await new BpmnModdle().fromXML(source(theirCondition))
  const ours = await rates((count) => playOurs(process, count))
  const theirs = await rates((count) => playTheirs(moddleContext, count))
  report({ name: 'step', value: ours.steps, unit: '1/s', baseline: theirs.steps, ratio: ours.steps / theirs.steps })
  report({
    name: 'transitions',
    value: ours.transitions,
    unit: '1/s',
    baseline: theirs.transitions,
    ratio: ours.transitions / theirs.transitions,
  })
  const size = await stateSizes()
  report({
    name: 'state-two-tasks',
    value: size.ours,
    unit: 'B',
    baseline: size.theirs,
    ratio: size.ours / size.theirs,
  })
}
