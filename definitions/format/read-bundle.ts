import type { Finding } from '#findings'
import type { Bundle, BundleFiles, BundleManifest, DefinitionKind, Scenario } from './bundle.ts'
import { checkFiles } from './bundle-path.ts'
import { deepFreeze } from './deep-freeze.ts'
import {
  definitionAt,
  definitionKey,
  type FileKind,
  patchAt,
  settingsPath,
  settingValuesPath,
} from './definition-path.ts'
import { type DefinitionTables, emptyDefinitions, putDefinition } from './definition-tables.ts'
import { doubt, hasErrors, inFile, problem } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import type { Migration } from './migration/migration.ts'
import { readMigration } from './migration/read-migration.ts'
import { parseDefinition } from './parse-definition.ts'
import { parseJson } from './parse-json.ts'
import { rootId } from './patch/json-tree.ts'
import { type Change, type Patch, readPatch } from './patch/patch.ts'
import type { Json } from './patch/tree.ts'
import { readManifest } from './read-manifest.ts'
import { readScenario } from './scenario/read-scenario.ts'
import { readSettings, settingValuesShape } from './setting.ts'
import { readShape } from './shape.ts'
import { readTranslation, type Translation } from './translation.ts'

/**
 * Reads a bundle from its files and checks each of them by itself. What one refers to in another, or in a bundle it
 * requires, is checked when a release is resolved. With an error there is no bundle.
 */
export async function readBundle(files: BundleFiles): Promise<{ bundle?: Bundle; findings: Finding[] }> {
  const unsafe = checkFiles(files)
  if (unsafe.length > 0) return { findings: unsafe }

  const { manifest, findings } = manifestOf(files)
  const content: BundleContent = {
    tables: emptyDefinitions(),
    scenarios: Object.create(null),
    migrations: Object.create(null),
    patches: Object.create(null),
    translations: [],
  }
  for (const path of [...files.keys()].sort()) {
    findings.push(...inFile(path, await readFile(content, path, files.get(path) ?? '')))
  }
  if (manifest) findings.push(...inFile('bundle.json', misplaced(manifest, content)))
  if (!manifest || hasErrors(findings)) return { findings }
  const { tables, ...rest } = content
  return { bundle: deepFreeze({ manifest, ...tables, ...rest }), findings }
}

interface BundleContent {
  readonly tables: DefinitionTables
  readonly scenarios: Record<string, Scenario>
  readonly migrations: Record<string, Migration>
  readonly patches: Record<string, Patch>
  readonly translations: Translation[]
}

/** Files that may lie in a bundle for its readers. */
const companions = /^(?:bundle\.json|(?:README|LICENSE|CHANGELOG)(?:\.[\w.-]+)?)$/i

async function readFile(content: BundleContent, path: string, text: string): Promise<readonly Finding[]> {
  if (path === settingsPath) return settingsInto(content, text)
  if (path === settingValuesPath) return valuesInto(content, text)
  const patched = patchAt(path)
  if (patched) return isIdentifier(patched.id) ? patchInto(content, patched, text) : [badFileName(path)]
  const place = definitionAt(path)
  if (!place) return companions.test(path) ? [] : [notRead(path)]
  if (!isIdentifier(place.id)) return [badFileName(path)]
  if (place.kind === 'translation') return translationInto(content, place, text)
  if (place.kind === 'migration') return migrationInto(content, place, text)
  if (place.kind === 'scenario') return scenarioInto(content, place, text)
  return readInto(content.tables, place.kind, place.id, text)
}

function settingsInto({ tables }: BundleContent, text: string): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { settings, findings } = readSettings(value)
  for (const setting of settings) putDefinition(tables, 'setting', setting)
  return findings
}

/** Values are patches of the settings, written shorter. */
function valuesInto({ patches }: BundleContent, text: string): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { value: read, findings } = readShape<{ values: Readonly<Record<string, Json>> }>(settingValuesShape, value)
  for (const [id, given] of Object.entries(read?.values ?? {})) {
    const key = definitionKey('setting', id)
    const set: Change = { op: 'set', node: rootId, property: 'value', value: given }
    patches[key] = { ...patches[key], changes: [...(patches[key]?.changes ?? []), set] }
  }
  return findings
}

function patchInto(
  { patches }: BundleContent,
  { kind, id }: { kind: DefinitionKind; id: string },
  text: string,
): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { patch, findings } = readPatch(value)
  const key = definitionKey(kind, id)
  if (patch) patches[key] = { ...patch, changes: [...(patches[key]?.changes ?? []), ...patch.changes] }
  return findings
}

function migrationInto(
  { migrations }: BundleContent,
  place: { kind: FileKind; id: string },
  text: string,
): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { migration, findings } = readMigration(value)
  if (!migration) return findings
  migrations[place.id] = migration
  return nameFindings(place, migration.id)
}

function translationInto(
  { translations }: BundleContent,
  place: { kind: FileKind; id: string },
  text: string,
): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { translation, findings } = readTranslation(value)
  if (translation) translations.push(translation)
  return translation ? [...findings, ...nameFindings(place, translation.locale)] : findings
}

function scenarioInto(
  { scenarios }: BundleContent,
  place: { kind: FileKind; id: string },
  text: string,
): readonly Finding[] {
  const { value, findings: unread } = parseJson(text)
  if (unread.length > 0) return unread
  const { scenario, findings } = readScenario(value)
  if (scenario) scenarios[place.id] = scenario
  return scenario ? [...findings, ...nameFindings(place, scenario.id)] : findings
}

/** Only a layer is laid over something. */
function misplaced({ kind, id }: BundleManifest, { patches }: BundleContent): Finding[] {
  const [key] = Object.keys(patches)
  if (kind === 'layer' || key === undefined) return []
  return [
    problem(
      'patch-without-layer',
      { node: key },
      [`定义包“${id}”不是层，却修改了“${key}”`, `The bundle "${id}" is no layer, but changes "${key}"`],
      [
        '请把 kind 改为 "layer" 并写明 region，或删去 patches 和 settings.json',
        'Make it a layer (kind, region), or remove patches and settings.json',
      ],
    ),
  ]
}

function manifestOf(files: BundleFiles): { manifest?: BundleManifest; findings: Finding[] } {
  const file = 'bundle.json'
  const content = files.get(file)
  if (content === undefined) {
    const missing = problem(
      'bundle-manifest-missing',
      { file },
      ['缺少 bundle.json', 'There is no bundle.json'],
      [
        '请在定义包的最上层添加 bundle.json，并确认选对了文件夹',
        'Add a bundle.json at the top of the bundle, or choose the right folder',
      ],
    )
    return { findings: [missing] }
  }
  const { value, findings } = parseJson(content, { file })
  if (findings.length > 0) return { findings }
  const read = readManifest(value)
  return { manifest: read.manifest, findings: inFile(file, read.findings) }
}

async function readInto<K extends Exclude<DefinitionKind, 'setting'>>(
  tables: DefinitionTables,
  kind: K,
  id: string,
  content: string,
): Promise<Finding[]> {
  const { definition, findings } = await parseDefinition(kind, content)
  if (!definition) return [...findings]
  putDefinition(tables, kind, definition)
  return [...findings, ...nameFindings({ kind, id }, definition.id)]
}

function nameFindings(place: { kind: FileKind; id: string }, id: string): Finding[] {
  if (place.id === id) return []
  return [
    problem(
      'file-name',
      { node: id },
      [`文件名为“${place.id}”，其中的编号却是“${id}”`, `The file is named "${place.id}", but its id is "${id}"`],
      ['请使文件名与编号一致', 'Make the name of the file and the id the same'],
    ),
  ]
}

function badFileName(file: string): Finding {
  return problem(
    'definition-id',
    { file },
    [`文件名“${file}”不能作为编号`, `The file name "${file}" cannot be an id`],
    ['请用字母、数字、连字符命名', 'Name it with letters, digits and hyphens'],
  )
}

function notRead(file: string): Finding {
  return doubt(
    'file-not-read',
    { file },
    [
      `文件“${file}”不属于定义包的任何一类内容，未读取`,
      `The file "${file}" is of no kind a bundle has, and was not read`,
    ],
    ['请移到正确的文件夹，或从定义包中删去', 'Move it to the right folder, or take it out of the bundle'],
  )
}
