import type { LocalizedText } from '#findings'

/** 迁移: how open cases go from one version of a bundle to another. What `migrations/ID.migration.json` holds. */
export interface Migration {
  readonly id: string
  readonly title: LocalizedText
  /** Id of the bundle it is about, and version ranges of it. Left out, it fits any release. */
  readonly bundle?: string
  readonly from?: string
  readonly to?: string
  readonly processes: readonly ProcessMigration[]
}

export interface ProcessMigration {
  /** Id of the process, the same in both versions. */
  readonly process: string
  /** Ids of elements and flows in the old version, to their ids in the new one; those left out keep their id. */
  readonly elements?: Readonly<Record<string, string>>
  /** What becomes of the case's variables, one after the other. */
  readonly fields?: readonly FieldStep[]
}

/** One change of variables; `id` is permanent. */
export type FieldStep = { readonly id: string } & (
  | { readonly kind: 'rename'; readonly field: string; readonly to: string }
  /** A text into several; the last takes the rest. */
  | { readonly kind: 'split'; readonly field: string; readonly by: string; readonly into: readonly string[] }
  /** Texts and numbers into one text; what is missing is left out. */
  | { readonly kind: 'join'; readonly fields: readonly string[]; readonly by: string; readonly to: string }
  /** Where there is no value. */
  | { readonly kind: 'default'; readonly field: string; readonly value: unknown }
  /** FEEL over the case's variables. */
  | { readonly kind: 'set'; readonly field: string; readonly expression: string }
  | { readonly kind: 'remove'; readonly field: string }
)

/** The part of a migration that is about one process. */
export function migrationOf(migration: Migration | undefined, processId: string): ProcessMigration | undefined {
  return migration?.processes.find(({ process }) => process === processId)
}
