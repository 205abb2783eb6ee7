import type { Finding } from '#findings'
import type { Bundle, DefinitionKind, Layer, LayerChange, Release } from './bundle.ts'
import { type CrossCheckOptions, crossCheck } from './cross-check.ts'
import { deepFreeze } from './deep-freeze.ts'
import { definitionKinds, definitionPath } from './definition-path.ts'
import { type DefinitionTables, definitionsOf, emptyDefinitions, putDefinition } from './definition-tables.ts'
import { definitionText } from './definition-text.ts'
import { digestOf } from './digest.ts'
import { hasErrors, inFile, problem } from './finding.ts'
import { parseDefinition } from './parse-definition.ts'
import { diffDefinition, patchDefinition } from './patch/patch-definition.ts'
import { inOrderOfRequirement } from './required-bundles.ts'

/**
 * Puts together what a region runs: the definitions of the bundles, changed by the layers in the order of the region
 * tree (the wider region first), and checks the whole. With an error there is no release.
 *
 * The same bundles and layers give the same digest, in whatever order the bundles come.
 */
export async function resolveRelease(
  region: string,
  bundles: readonly Bundle[],
  layers: readonly Layer[],
  options: CrossCheckOptions = {},
): Promise<{ release?: Release; findings: Finding[] }> {
  const { bundles: ordered, findings } = inOrderOfRequirement(bundles)
  if (hasErrors(findings)) return { findings }

  const tables = emptyDefinitions()
  const origin: Record<string, string> = Object.create(null)
  for (const bundle of ordered) findings.push(...putBundle(tables, origin, bundle))
  const locks: Locks = new Map()
  for (const { region: changedBy, changes } of layers) {
    for (const change of changes) findings.push(...(await putChange(tables, origin, locks, changedBy, change)))
    for (const change of changes) lock(locks, change)
  }
  if (hasErrors(findings)) return { findings }

  findings.push(...(await crossCheck(tables, options)))
  if (hasErrors(findings)) return { findings }

  const content = {
    region,
    bundles: ordered.map(({ manifest: { id, version, title } }) => ({ id, version, title })),
    origin,
    ...tables,
  }
  return { release: deepFreeze({ digest: digestOf(content), ...content }), findings }
}

function putBundle(tables: DefinitionTables, origin: Record<string, string>, bundle: Bundle): Finding[] {
  return definitionKinds.flatMap((kind) =>
    Object.keys(definitionsOf(bundle, kind)).flatMap((id) => putOf(tables, origin, bundle, kind, id)),
  )
}

function putOf<K extends DefinitionKind>(
  tables: DefinitionTables,
  origin: Record<string, string>,
  bundle: Bundle,
  kind: K,
  id: string,
): Finding[] {
  const key = `${kind}/${id}`
  const other = origin[key]
  if (other !== undefined) return [taken(kind, id, bundle.manifest.id, other)]
  origin[key] = bundle.manifest.id
  putDefinition(tables, kind, definitionsOf(bundle, kind)[id]!)
  return []
}

/** Locked nodes by definition, `KIND/ID`: those that wider regions locked. */
type Locks = Map<string, Set<string>>

function lock(locks: Locks, { kind, id, patch }: LayerChange): void {
  const key = `${kind}/${id}`
  if (patch?.locks) locks.set(key, new Set([...(locks.get(key) ?? []), ...patch.locks]))
}

async function putChange<K extends DefinitionKind>(
  tables: DefinitionTables,
  origin: Record<string, string>,
  locks: Locks,
  region: string,
  change: LayerChange & { readonly kind: K },
): Promise<Finding[]> {
  const { kind, id } = change
  const file = definitionPath(kind, id)
  const { content, findings: unmade } = await contentOf(tables, locks.get(`${kind}/${id}`) ?? new Set(), change)
  if (content === undefined || hasErrors(unmade)) return inFile(file, unmade)
  const { definition, findings } = await parseDefinition(kind, content)
  if (definition && definition.id !== id) return [...inFile(file, findings), renamed(file, id, definition.id)]
  if (definition) {
    putDefinition(tables, kind, definition)
    origin[`${kind}/${id}`] ??= `region:${region}`
  }
  return inFile(file, [...unmade, ...findings])
}

/** The text of a definition after a change to what lies below it. */
async function contentOf(
  tables: DefinitionTables,
  locked: ReadonlySet<string>,
  { kind, id, content, patch }: LayerChange,
): Promise<{ readonly content?: string; readonly findings: readonly Finding[] }> {
  const table = definitionsOf(tables, kind)
  const below = Object.hasOwn(table, id) ? definitionText(table[id]!) : undefined
  if (!patch)
    return below !== undefined && locked.size > 0 ? replaced(kind, below, content, locked) : { content, findings: [] }
  return below === undefined ? { findings: [nothingToPatch(id)] } : patchDefinition(kind, below, patch, { locked })
}

/** A whole definition may take the place of another as long as what is locked in it stays as it is. */
async function replaced(
  kind: DefinitionKind,
  below: string,
  content: string,
  locked: ReadonlySet<string>,
): Promise<{ readonly content?: string; readonly findings: readonly Finding[] }> {
  const { patch, findings } = await diffDefinition(kind, below, content)
  if (!patch) return { findings }
  const { findings: unmade } = await patchDefinition(kind, below, patch, { locked })
  const refused = unmade.filter(({ code }) => code === 'patch-locked')
  return { content, findings: refused }
}

function taken(kind: DefinitionKind, id: string, bundle: string, other: string): Finding {
  return problem(
    'definition-twice',
    { file: definitionPath(kind, id), node: id },
    [`“${id}”在定义包“${other}”和“${bundle}”中都有`, `"${id}" is in the bundles "${other}" and "${bundle}"`],
    ['请在其中一个定义包中改用不同的编号', 'Give it another id in one of them'],
  )
}

function renamed(file: string, id: string, found: string): Finding {
  return problem(
    'definition-renamed',
    { file, node: found },
    [`编号由“${id}”改成了“${found}”；编号不可更改`, `The id was changed from "${id}" to "${found}"; ids are permanent`],
    [`请改回“${id}”`, `Change it back to "${id}"`],
  )
}

function nothingToPatch(id: string): Finding {
  return problem(
    'patch-definition-missing',
    { node: id },
    [`补丁要修改“${id}”，但下层没有这个定义`, `The patch changes "${id}", but no such definition lies below`],
    ['请删去这个补丁，或安装所需的定义包', 'Drop the patch, or install the bundle that it is for'],
  )
}
