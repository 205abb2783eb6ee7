import type { DefinitionKind } from './bundle.ts'

export const definitionKinds = ['process', 'form', 'decision', 'codeList', 'role'] as const satisfies DefinitionKind[]

/** What a file of a bundle may hold: a definition, or a test of them. */
export type FileKind = DefinitionKind | 'scenario'

const places = {
  process: ['processes/', '.bpmn'],
  form: ['forms/', '.form.json'],
  decision: ['decisions/', '.dmn'],
  codeList: ['codelists/', '.json'],
  role: ['roles/', '.json'],
  scenario: ['scenarios/', '.json'],
} as const satisfies Record<FileKind, readonly [folder: string, ending: string]>

/** Where a bundle keeps a definition, e.g. `forms/rental-registration.form.json`. */
export function definitionPath(kind: FileKind, id: string): string {
  const [folder, ending] = places[kind]
  return `${folder}${id}${ending}`
}

/** What the file at `path` holds, by its folder and ending. */
export function definitionAt(path: string): { readonly kind: FileKind; readonly id: string } | undefined {
  for (const kind of [...definitionKinds, 'scenario'] as const) {
    const [folder, ending] = places[kind]
    if (!path.startsWith(folder) || !path.endsWith(ending)) continue
    const id = path.slice(folder.length, path.length - ending.length)
    if (id !== '' && !id.includes('/')) return { kind, id }
  }
  return undefined
}
