import fc from 'fast-check'
import { readBpmn, writeBpmn } from '#engine'

/** An element of the BPMN library, as far as these edits use it. */
export interface Element {
  readonly $type: string
  readonly $model: { readonly create: (type: string, attributes: object) => Element }
  readonly id: string
  $parent?: Element
  name?: string
  sourceRef?: Element
  targetRef?: Element
  bpmnElement?: Element
  bounds?: { x: number }
  flowElements?: Element[]
  planeElement?: Element[]
  rootElements?: Element[]
  diagrams?: { plane: Element }[]
  waypoint?: unknown[]
  incoming?: Element[]
  outgoing?: Element[]
}

/** What a person does in a process editor: each leaves a whole diagram behind. */
export interface DiagramEdit {
  readonly what: 'rename' | 'shift' | 'insert' | 'remove' | 'enclose'
  readonly where: number
  readonly by: string
}

export const diagramEdits = (by: string): fc.Arbitrary<DiagramEdit[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom<DiagramEdit['what']>('rename', 'shift', 'insert', 'remove', 'enclose'),
      where: fc.nat(1000),
      by: fc.constant(by),
    }),
    { minLength: 1, maxLength: 4 },
  )

/** The text with the edits made in it; what an edit does not fit is left as it is. */
export async function editedDiagram(text: string, edits: readonly DiagramEdit[]): Promise<string> {
  const { model } = await readBpmn(text)
  const root = model!.definitions as unknown as Element
  for (const [at, edit] of edits.entries()) make(root, edit, `${edit.by}-${at}-${edit.where}`)
  relist(processOf(root))
  return writeBpmn(model!)
}

/** The lists of flows that nodes keep, as an editor writes them. */
function relist(scope: Element): void {
  const elements = scope.flowElements ?? []
  for (const element of elements) {
    relist(element)
    if (isFlow(element) || /Data|Artifact/.test(element.$type)) continue
    const flows = elements.filter(isFlow)
    const ends = { incoming: 'targetRef', outgoing: 'sourceRef' } as const
    for (const list of ['incoming', 'outgoing'] as const) {
      const now = flows.filter((flow) => flow[ends[list]] === element)
      const kept = (element[list] ?? []).filter((flow) => now.includes(flow))
      element[list] = [...kept, ...now.filter((flow) => !kept.includes(flow))]
    }
  }
}

function make(root: Element, { what, where }: DiagramEdit, id: string): void {
  const process = processOf(root)
  const shapes = planeOf(root)
  const elements = process.flowElements ?? []
  const pick = <T>(from: readonly T[]): T | undefined => from[where % Math.max(from.length, 1)]
  const flows = elements.filter(isFlow)
  const task = pick(elements.filter((element) => isPassed(element, elements)))
  if (what === 'rename') {
    const named = pick(elements.filter(({ $type }) => $type === 'bpmn:UserTask'))
    if (named) named.name = `任务 ${id}`
  } else if (what === 'shift') {
    const shape = pick(shapes.filter(({ bounds }) => bounds))
    if (shape?.bounds) shape.bounds.x += 10 + (where % 7)
  } else if (what === 'insert') {
    const flow = pick(flows)
    if (!flow) return
    const added = put(root, process, 'bpmn:UserTask', { id: `task-${id}`, name: `新任务 ${id}` })
    connect(root, process, `flow-${id}`, added, flow.targetRef!)
    flow.targetRef = added
  } else if (task && what === 'remove') {
    const out = flows.find(({ sourceRef }) => sourceRef === task)!
    const into = flows.find(({ targetRef }) => targetRef === task)!
    into.targetRef = out.targetRef
    for (const gone of [task, out]) take(root, process, gone)
  } else if (task && what === 'enclose') {
    const scope = put(root, process, 'bpmn:SubProcess', { id: `scope-${id}`, name: `子流程 ${id}` })
    for (const flow of flows) {
      if (flow.targetRef === task) flow.targetRef = scope
      if (flow.sourceRef === task) flow.sourceRef = scope
    }
    process.flowElements = (process.flowElements ?? []).filter((element) => element !== task)
    task.$parent = scope
    scope.flowElements = [task]
    const [begin, end] = ['StartEvent', 'EndEvent'].map((kind) =>
      put(root, scope, `bpmn:${kind}`, { id: `${kind}-${id}` }),
    )
    connect(root, scope, `in-${id}`, begin!, task)
    connect(root, scope, `out-${id}`, task, end!)
  }
}

/** A user task with one flow in, one out, and nothing at its edge. */
function isPassed(element: Element, elements: readonly Element[]): boolean {
  if (element.$type !== 'bpmn:UserTask') return false
  const flows = elements.filter(isFlow)
  const [into, out] = [
    flows.filter(({ targetRef }) => targetRef === element),
    flows.filter(({ sourceRef }) => sourceRef === element),
  ]
  const isBound = elements.some((other) => (other as { attachedToRef?: Element }).attachedToRef === element)
  return into.length === 1 && out.length === 1 && !isBound && into[0]!.sourceRef !== out[0]!.targetRef
}

function put(root: Element, parent: Element, type: string, attributes: object): Element {
  const element = root.$model.create(type, attributes)
  element.$parent = parent
  parent.flowElements = [...(parent.flowElements ?? []), element]
  const bounds = root.$model.create('dc:Bounds', { x: 10, y: 20, width: 100, height: 80 })
  draw(root, 'bpmndi:BPMNShape', { id: `${element.id}_di`, bpmnElement: element, bounds })
  return element
}

function connect(root: Element, parent: Element, id: string, sourceRef: Element, targetRef: Element): void {
  const flow = root.$model.create('bpmn:SequenceFlow', { id, sourceRef, targetRef })
  flow.$parent = parent
  parent.flowElements = [...(parent.flowElements ?? []), flow]
  const waypoint = [1, 2].map((x) => root.$model.create('dc:Point', { x, y: x }))
  draw(root, 'bpmndi:BPMNEdge', { id: `${id}_di`, bpmnElement: flow, waypoint })
}

function draw(root: Element, type: string, attributes: object): void {
  const plane = root.diagrams![0]!.plane
  const drawn = root.$model.create(type, attributes)
  drawn.$parent = plane
  plane.planeElement = [...(plane.planeElement ?? []), drawn]
}

function take(root: Element, parent: Element, gone: Element): void {
  parent.flowElements = (parent.flowElements ?? []).filter((element) => element !== gone)
  const plane = root.diagrams![0]!.plane
  plane.planeElement = (plane.planeElement ?? []).filter(({ bpmnElement }) => bpmnElement !== gone)
}

const isFlow = ({ $type }: Element) => $type === 'bpmn:SequenceFlow'
const processOf = (root: Element) => root.rootElements!.find(({ $type }) => $type === 'bpmn:Process')!
const planeOf = (root: Element) => root.diagrams![0]!.plane.planeElement ?? []

/** What is drawn without being there, and what is there without being drawn once; and what reading it loses. */
export async function undrawn(text: string): Promise<string[]> {
  const { model, findings } = await readBpmn(text)
  if (!model || findings.length > 0) return findings.map(({ code }) => code)
  const root = model.definitions as unknown as Element
  const all = (scope: Element): Element[] => (scope.flowElements ?? []).flatMap((element) => [element, ...all(element)])
  const drawable = new Set(all(processOf(root)).filter(({ $type }) => !/DataObject$|DataStoreReference$/.test($type)))
  const drawn = planeOf(root).map(({ bpmnElement }) => bpmnElement)
  return [
    ...[...drawable]
      .filter((element) => drawn.filter((one) => one === element).length !== 1)
      .map(({ id }) => `no shape of ${id}`),
    ...planeOf(root)
      .filter(({ bpmnElement }) => !bpmnElement)
      .map(({ id }) => `${id} draws nothing`),
    ...all(processOf(root))
      .filter((element) => isFlow(element) && !(element.sourceRef && element.targetRef))
      .map(({ id }) => `${id} leads nowhere`),
  ]
}
