import type { Process } from '#engine'
import type { Finding } from '#findings'
import type { CompiledRelease } from '../compile-release.ts'
import { problem } from '../finding.ts'
import { satisfies } from '../version.ts'
import type { Migration, ProcessMigration } from './migration.ts'
import { expressionOf } from './move-fields.ts'

/** What is wrong with a migration between two releases: it must name what is there, once, and of the same kind. */
export function checkMigration(migration: Migration, from: CompiledRelease, to: CompiledRelease): Finding[] {
  return [
    ...checkVersions(migration, from, to),
    ...migration.processes.flatMap((part) => {
      const [before, after] = [from.processes.get(part.process), to.processes.get(part.process)]
      if (!before || !after) return [processUnknown(part.process)]
      return [...checkElements(part, before, after), ...checkFields(part)]
    }),
  ]
}

/** Whether a migration of a bundle is meant for the way between two releases. */
export function migrationFits(
  { bundle, from, to }: Migration,
  before: CompiledRelease,
  after: CompiledRelease,
): boolean {
  const lies = (release: CompiledRelease, range: string | undefined) =>
    range === undefined || release.release.bundles.some(({ id, version }) => id === bundle && satisfies(version, range))
  return bundle === undefined || (lies(before, from) && lies(after, to))
}

function checkVersions(migration: Migration, from: CompiledRelease, to: CompiledRelease): Finding[] {
  if (migrationFits(migration, from, to)) return []
  const { id, bundle, from: least = '*', to: most = '*' } = migration
  return [
    problem(
      'migration-version',
      { node: id },
      [
        `迁移“${id}”适用于定义包“${bundle}”由 ${least} 升到 ${most}，与所选的两个版本不符`,
        `The migration "${id}" is for the bundle "${bundle}" from ${least} to ${most}, not for these releases`,
      ],
      ['请选择与版本相符的迁移', 'Choose the migration of these versions'],
    ),
  ]
}

function processUnknown(id: string): Finding {
  return problem(
    'migration-process',
    { node: id },
    [`流程“${id}”不同时存在于新旧两个版本`, `The process "${id}" is not in both versions`],
    ['请更正流程编号，或从迁移中删去', 'Correct the id, or take it out of the migration'],
  )
}

function checkElements({ elements = {} }: ProcessMigration, before: Process, after: Process): Finding[] {
  const pairs = Object.entries(elements)
  const [old, now] = [idsOf(before), idsOf(after)]
  const findings = pairs.flatMap(([id, to]) => {
    if (!old.has(id)) return [elementUnknown(id, ['旧', 'old'])]
    if (!now.has(to)) return [elementUnknown(to, ['新', 'new'])]
    const [one, other] = [before.nodes.get(id), after.nodes.get(to)]
    return (one === undefined) !== (other === undefined) || one?.kind !== other?.kind ? [otherKind(id, to)] : []
  })
  const targets = [...old].map((id) => (Object.hasOwn(elements, id) ? elements[id]! : id))
  const shared = new Set(pairs.map(([, to]) => to).filter((to) => targets.filter((each) => each === to).length > 1))
  return [...findings, ...[...shared].map(sharedTarget)]
}

function idsOf({ nodes }: Process): Set<string> {
  return new Set([...nodes.values()].flatMap(({ id, outgoing }) => [id, ...outgoing.map((flow) => flow.id)]))
}

function elementUnknown(id: string, [zh, en]: readonly [string, string]): Finding {
  return problem(
    'migration-element',
    { node: id },
    [`${zh}版本的流程中没有“${id}”`, `The process of the ${en} version has no "${id}"`],
    ['请更正该编号', 'Correct the id'],
  )
}

function otherKind(id: string, to: string): Finding {
  return problem(
    'migration-element-kind',
    { node: id },
    [`“${id}”与“${to}”不是同一种环节`, `"${id}" and "${to}" are of different kinds`],
    ['请对应到同一种环节；否则先移动办件再迁移', 'Map it to an element of its kind, or move the cases first'],
  )
}

function sharedTarget(id: string): Finding {
  return problem(
    'migration-element-shared',
    { node: id },
    [`有两个环节都对应到“${id}”`, `Two elements are mapped to "${id}"`],
    ['请让每个环节对应到不同的环节', 'Map each to an element of its own'],
  )
}

function checkFields({ fields = [] }: ProcessMigration): Finding[] {
  return fields.flatMap((step) => {
    if (step.kind !== 'set' || expressionOf(step)) return []
    return [
      problem(
        'migration-expression',
        { node: step.id },
        [
          `“${step.field}”的表达式有误：${step.expression}`,
          `The expression of "${step.field}" is no FEEL: ${step.expression}`,
        ],
        ['请更正表达式', 'Correct the expression'],
      ),
    ]
  })
}
