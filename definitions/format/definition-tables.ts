import type { CodeList, FormDefinition } from '#forms'
import type { DefinitionKind, Definitions, Role, XmlDefinition } from './bundle.ts'
import type { DefinitionOfKind } from './parse-definition.ts'

/** Definitions while they are put together: of each kind, by id. The tables have no members but the definitions. */
export interface DefinitionTables extends Definitions {
  readonly processes: Record<string, XmlDefinition>
  readonly forms: Record<string, FormDefinition>
  readonly decisions: Record<string, XmlDefinition>
  readonly codeLists: Record<string, CodeList>
  readonly roles: Record<string, Role>
}

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
  }
}

function tables(definitions: Definitions): {
  readonly [K in DefinitionKind]: Readonly<Record<string, DefinitionOfKind[K]>>
} {
  return {
    process: definitions.processes,
    form: definitions.forms,
    decision: definitions.decisions,
    codeList: definitions.codeLists,
    role: definitions.roles,
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
  }
}
