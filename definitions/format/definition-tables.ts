import type { DefinitionKind, Definitions } from './bundle.ts'
import type { DefinitionOfKind } from './parse-definition.ts'

/** Definitions while they are put together: of each kind, by id. The tables have no members but the definitions. */
export type DefinitionTables = {
  readonly [Table in keyof Definitions]: Record<string, Definitions[Table][string]>
}

/** The member of `Definitions` that holds each kind. */
export const tableOf = {
  process: 'processes',
  form: 'forms',
  decision: 'decisions',
  codeList: 'codeLists',
  role: 'roles',
  record: 'records',
  view: 'views',
  setting: 'settings',
} as const satisfies Record<DefinitionKind, keyof Definitions>

/** The definitions of one kind, by id. */
export function definitionsOf<K extends DefinitionKind>(
  definitions: Definitions,
  kind: K,
): Readonly<Record<string, DefinitionOfKind[K]>> {
  return tables(definitions)[kind]
}

export function putDefinition<K extends DefinitionKind>(
  definitions: DefinitionTables,
  kind: K,
  definition: DefinitionOfKind[K],
): void {
  const table: Record<string, DefinitionOfKind[K]> = writable(definitions)[kind]
  table[definition.id] = definition
}

export function emptyDefinitions(): DefinitionTables {
  return {
    processes: Object.create(null),
    forms: Object.create(null),
    decisions: Object.create(null),
    codeLists: Object.create(null),
    roles: Object.create(null),
    records: Object.create(null),
    views: Object.create(null),
    settings: Object.create(null),
  }
}

/** Tables of their own with the same definitions. */
export function copyOf(definitions: Definitions): DefinitionTables {
  const copy = emptyDefinitions()
  for (const table of Object.values(tableOf)) Object.assign(copy[table], definitions[table])
  return copy
}

function tables(definitions: Definitions): {
  readonly [K in DefinitionKind]: Readonly<Record<string, DefinitionOfKind[K]>>
} {
  // Releases that were stored before a kind was known have no table of it.
  return {
    process: definitions.processes,
    form: definitions.forms,
    decision: definitions.decisions,
    codeList: definitions.codeLists,
    role: definitions.roles,
    record: definitions.records ?? {},
    view: definitions.views ?? {},
    setting: definitions.settings ?? {},
  }
}

function writable(definitions: DefinitionTables): {
  readonly [K in DefinitionKind]: Record<string, DefinitionOfKind[K]>
} {
  return {
    process: definitions.processes,
    form: definitions.forms,
    decision: definitions.decisions,
    codeList: definitions.codeLists,
    role: definitions.roles,
    record: definitions.records,
    view: definitions.views,
    setting: definitions.settings,
  }
}
