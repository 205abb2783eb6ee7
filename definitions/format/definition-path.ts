import type { DefinitionKind } from './bundle.ts'

export const definitionKinds = [
  'process',
  'form',
  'decision',
  'codeList',
  'role',
  'record',
  'view',
  'setting',
] as const satisfies DefinitionKind[]

/** What a file of a bundle may hold, named after the id of what it holds. */
export type FileKind = Exclude<DefinitionKind, 'setting'> | 'scenario' | 'translation' | 'migration'

/** All settings that a bundle declares, and the values that a layer sets. */
export const settingsPath = 'settings.schema.json'
export const settingValuesPath = 'settings.json'

const places = {
  process: ['processes/', '.bpmn'],
  form: ['forms/', '.form.json'],
  decision: ['decisions/', '.dmn'],
  codeList: ['codelists/', '.json'],
  role: ['roles/', '.json'],
  record: ['records/', '.record.json'],
  view: ['views/', '.view.json'],
  scenario: ['scenarios/', '.json'],
  translation: ['i18n/', '.json'],
  migration: ['migrations/', '.migration.json'],
} as const satisfies Record<FileKind, readonly [folder: string, ending: string]>

/** Where a bundle keeps a definition, e.g. `forms/rental-registration.form.json`. */
export function definitionPath(kind: FileKind | 'setting', id: string): string {
  if (kind === 'setting') return settingsPath
  const [folder, ending] = places[kind]
  return `${folder}${id}${ending}`
}

/** What the file at `path` holds, by its folder and ending. */
export function definitionAt(path: string): { readonly kind: FileKind; readonly id: string } | undefined {
  for (const [kind, [folder, ending]] of Object.entries(places) as [FileKind, readonly [string, string]][]) {
    const id = between(path, folder, ending)
    if (id !== undefined) return { kind, id }
  }
  return undefined
}

const patches = 'patches/'
const patchEnding = '.patch.json'

/** Where a layer keeps what it changes in a definition, e.g. `patches/forms/rental-inspection.patch.json`. */
export function patchPath(kind: DefinitionKind, id: string): string {
  return `${patches}${kind === 'setting' ? 'settings/' : places[kind][0]}${id}${patchEnding}`
}

/** The definition that the patch at `path` is about. */
export function patchAt(path: string): { readonly kind: DefinitionKind; readonly id: string } | undefined {
  if (!path.startsWith(patches)) return undefined
  for (const kind of definitionKinds) {
    const id = between(path, patches + (kind === 'setting' ? 'settings/' : places[kind][0]), patchEnding)
    if (id !== undefined) return { kind, id }
  }
  return undefined
}

/** Names a definition among all of a release: `KIND/ID`. */
export function definitionKey(kind: DefinitionKind, id: string): string {
  return `${kind}/${id}`
}

/** The inverse of `definitionKey`. */
export function definitionOfKey(key: string): { readonly kind: DefinitionKind; readonly id: string } | undefined {
  const at = key.indexOf('/')
  const kind = definitionKinds.find((known) => known === key.slice(0, at))
  return kind && at + 1 < key.length ? { kind, id: key.slice(at + 1) } : undefined
}

function between(path: string, start: string, end: string): string | undefined {
  if (!path.startsWith(start) || !path.endsWith(end)) return undefined
  const id = path.slice(start.length, path.length - end.length)
  return id !== '' && !id.includes('/') ? id : undefined
}
