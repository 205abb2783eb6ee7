import type { Process } from '#engine'
import type { LocalizedText } from '#findings'
import { placedNodes } from '#forms'
import type { CompiledRelease } from '../compile-release.ts'
import type { FieldStep, Migration, ProcessMigration } from './migration.ts'

/** An element of the old version and what it is taken for in the new one. */
export interface ElementProposal {
  readonly id: string
  readonly name: LocalizedText
  readonly kind: string
  /** Left out where nothing fits. */
  readonly to?: string
  /** `same`: the ids are equal. `likely`: name and kind are, or what stands before and after it. */
  readonly how: 'same' | 'likely' | 'none'
}

export interface ProcessProposal {
  readonly process: string
  readonly title: LocalizedText
  readonly elements: readonly ElementProposal[]
  /** Elements of the new version, to choose from. */
  readonly targets: readonly Pick<ElementProposal, 'id' | 'name' | 'kind'>[]
  readonly fields: readonly FieldStep[]
}

export interface MigrationProposal {
  readonly migration: Migration
  readonly processes: readonly ProcessProposal[]
}

/** Maps what has kept its id, and what has another one but is likely the same. */
export function proposeMigration(from: CompiledRelease, to: CompiledRelease): MigrationProposal {
  const processes = [...from.processes].flatMap(([id, before]) => {
    const after = to.processes.get(id)
    return after ? [proposeProcess(before, after, from, to)] : []
  })
  return {
    processes,
    migration: {
      id: 'proposed',
      title: { 'zh-CN': '按编号自动对应', en: 'Mapped by ids' },
      processes: processes.flatMap(partOf),
    },
  }
}

/** Only what is not the same needs to be said. */
function partOf({ process, elements, fields }: ProcessProposal): ProcessMigration[] {
  const renamed = elements.flatMap(({ id, to, how }) =>
    how === 'likely' && to !== undefined ? [[id, to] as const] : [],
  )
  if (renamed.length === 0 && fields.length === 0) return []
  return [
    {
      process,
      ...(renamed.length > 0 && { elements: Object.fromEntries(renamed) }),
      ...(fields.length > 0 && { fields }),
    },
  ]
}

type Node = Process['nodes'] extends ReadonlyMap<string, infer N> ? N : never

function proposeProcess(before: Process, after: Process, from: CompiledRelease, to: CompiledRelease): ProcessProposal {
  const found = new Map<string, string>()
  const taken = new Set<string>()
  const match = (old: Node, now: Node | undefined) => {
    if (!now || taken.has(now.id)) return
    found.set(old.id, now.id)
    taken.add(now.id)
  }
  for (const old of before.nodes.values()) {
    const now = after.nodes.get(old.id)
    if (now?.kind === old.kind) match(old, now)
  }
  const left = () => [...before.nodes.values()].filter(({ id }) => !found.has(id))
  const free = (kind: string) => [...after.nodes.values()].filter((node) => node.kind === kind && !taken.has(node.id))
  for (const old of left()) match(old, only(free(old.kind).filter((now) => sameName(old, now))))
  for (const old of left()) match(old, only(free(old.kind).filter((now) => sameNeighbours(found, old, now))))

  const nodes = [...before.nodes.values()].map(({ id, name, kind }) => proposalOf({ id, name, kind }, found.get(id)))
  return {
    process: before.id,
    title: after.title,
    elements: [...nodes, ...flowsIntoJoins(before, after, found)],
    targets: [...after.nodes.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    fields: proposeFields(before, after, found, from, to),
  }
}

function proposalOf(element: Pick<ElementProposal, 'id' | 'name' | 'kind'>, to: string | undefined): ElementProposal {
  if (to === undefined) return { ...element, how: 'none' }
  return { ...element, to, how: to === element.id ? 'same' : 'likely' }
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
}

function sameName(one: Node, other: Node): boolean {
  const name = one.name['zh-CN']
  return name !== '' && name !== one.id && name === other.name['zh-CN']
}

/** Whether what stands before and after it is the same. */
function sameNeighbours(found: ReadonlyMap<string, string>, old: Node, now: Node): boolean {
  const around = (node: Node, rename: (id: string) => string | undefined) =>
    JSON.stringify([
      node.incoming.map(({ source }) => rename(source.id)).sort(),
      node.outgoing.map(({ target }) => rename(target.id)).sort(),
      node.kind === 'boundaryEvent' ? rename(node.detail.attachedTo) : undefined,
    ])
  const hasNeighbours = old.incoming.length + old.outgoing.length > 0
  return hasNeighbours && around(old, (id) => found.get(id)) === around(now, (id) => id)
}

/** Tokens at a join are counted by the flow they came over. */
function flowsIntoJoins(before: Process, after: Process, found: ReadonlyMap<string, string>): ElementProposal[] {
  const joins = [...before.nodes.values()].filter(
    ({ incoming, kind }) => incoming.length > 1 && kind.endsWith('Gateway'),
  )
  return joins.flatMap((join) => {
    const now = after.nodes.get(found.get(join.id) ?? '')
    return join.incoming.flatMap(({ id, source }) => {
      if (!now || now.incoming.some((flow) => flow.id === id)) return []
      const same = only(now.incoming.filter((flow) => flow.source.id === found.get(source.id)))
      const name = { 'zh-CN': `${nameOf(source)} → ${nameOf(join)}` }
      return [proposalOf({ id, name, kind: 'sequenceFlow' }, same?.id)]
    })
  })
}

function nameOf({ name, id }: Node): string {
  return name['zh-CN'] || id
}

/** A field has a permanent id: where it answers under another name, the variable is renamed. */
function proposeFields(
  before: Process,
  after: Process,
  found: ReadonlyMap<string, string>,
  from: CompiledRelease,
  to: CompiledRelease,
): FieldStep[] {
  const renamed = new Map<string, string>()
  for (const node of before.nodes.values()) {
    const now = after.nodes.get(found.get(node.id) ?? '')
    const [old, next] = [propertiesOf(node, from), now ? propertiesOf(now, to) : new Map<string, string>()]
    for (const [id, property] of old) {
      const other = next.get(id)
      if (other !== undefined && other !== property) renamed.set(property, other)
    }
  }
  return [...renamed].map(([field, other]) => ({ id: `rename-${field}`, kind: 'rename', field, to: other }))
}

function propertiesOf(node: Node, { release }: CompiledRelease): Map<string, string> {
  const formId = node.kind === 'userTask' || node.kind === 'startEvent' ? node.detail.formId : undefined
  const form = formId !== undefined && Object.hasOwn(release.forms, formId) ? release.forms[formId] : undefined
  if (!form) return new Map()
  return new Map(
    placedNodes(form).flatMap(({ node: placed, group }) =>
      (placed.kind === 'field' && !group) || placed.kind === 'group' ? [[placed.id, placed.property] as const] : [],
    ),
  )
}
