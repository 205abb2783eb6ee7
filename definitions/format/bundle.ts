import type { Locale, LocalizedText } from '#findings'
import type { CodeList, FormDefinition } from '#forms'
import type { Migration } from './migration/migration.ts'
import type { Patch, SettledChoice } from './patch/patch.ts'
import type { PinningPolicy } from './pinning.ts'
import type { RecordType } from './record-type.ts'
import type { Setting } from './setting.ts'
import type { SettingValues } from './setting-values.ts'
import type { TranslatedTexts, Translation } from './translation.ts'
import type { View } from './view.ts'

/** Paths inside the bundle (`forms/a.form.json`) and their text. Reading folders and zips is the caller's. */
export type BundleFiles = ReadonlyMap<string, string>

/** `bundle.json` */
export interface BundleManifest {
  /** Lower case, digits and hyphens. */
  readonly id: string
  /** Semantic version. */
  readonly version: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  /** A module stands for itself; a layer adapts the modules it requires, for one region and all below it. */
  readonly kind: 'module' | 'layer'
  /** Bundle id to version range. */
  readonly requires?: Readonly<Record<string, string>>
  /** Of a layer: `CN` or the code of a region; it holds there and in all that lies in it. */
  readonly region?: string
  /** Who wrote this version, and on which day (ISO 8601). */
  readonly author?: string
  readonly released?: string
  /** Nodes, by definition (`KIND/ID`), that no layer of a narrower region may touch, nor anything in them. */
  readonly locks?: Readonly<Record<string, readonly string[]>>
  /** What becomes of work in progress on this bundle's processes when only a form changes. */
  readonly pinning?: PinningPolicy
}

/** `processes/ID.bpmn` or `decisions/ID.dmn`: `id` is the BPMN process's or the DMN decision's. */
export interface XmlDefinition {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly xml: string
}

export const roleSights = ['masked', 'on-purpose', 'clear'] as const

/** `on-purpose`: sees a masked answer after saying what for; that is written in the audit log. */
export type RoleSight = (typeof roleSights)[number]

/** 角色: `roles/ID.json` */
export interface Role {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  /** May design the definitions of the region it is granted for. */
  readonly designs?: boolean
  /** 领导: sees the figures of the region it is granted for. */
  readonly oversees?: boolean
  /** May approve what others want to publish there. */
  readonly reviews?: boolean
  /** How it sees masked answers of the cases in its region: masked where left out. */
  readonly sensitive?: RoleSight
  readonly locked?: true
}

/** The definitions of one kind each, by id. */
export interface Definitions {
  readonly processes: Readonly<Record<string, XmlDefinition>>
  readonly forms: Readonly<Record<string, FormDefinition>>
  readonly decisions: Readonly<Record<string, XmlDefinition>>
  readonly codeLists: Readonly<Record<string, CodeList>>
  readonly roles: Readonly<Record<string, Role>>
  readonly records: Readonly<Record<string, RecordType>>
  readonly views: Readonly<Record<string, View>>
  readonly settings: Readonly<Record<string, Setting>>
}

/** `scenarios/ID.json`: a test of the bundle as data. */
export interface Scenario {
  readonly id: string
  readonly title: LocalizedText
  readonly process: string
  readonly actions: readonly unknown[]
  /** The moment the clock stands at first, ISO 8601; a Monday morning in 2026 where left out. */
  readonly startAt?: string
  /** What settings it plays with, in the place of the region's. */
  readonly settings?: SettingValues
}

/** 定义包: read and checked by itself. */
export interface Bundle extends Definitions {
  readonly manifest: BundleManifest
  readonly scenarios: Readonly<Record<string, Scenario>>
  /** How open cases go from one version of the bundle to another. */
  readonly migrations: Readonly<Record<string, Migration>>
  /** What it changes in definitions of bundles that it requires, by definition (`KIND/ID`). */
  readonly patches: Readonly<Record<string, Patch>>
  readonly translations: readonly Translation[]
}

/** 发布: everything a region's cases are run by. Immutable; `digest` (SHA-256, hex) names its content. */
export interface Release extends Definitions {
  readonly digest: string
  readonly region: string
  /** Those that were put together, each after what it requires; layers of other regions are not among them. */
  readonly bundles: readonly ReleasedBundle[]
  /** Which bundle, or `region:CODE`, each definition comes from first, by `KIND/ID`. */
  readonly origin: Readonly<Record<string, string>>
}

export interface ReleasedBundle {
  readonly id: string
  readonly version: string
  readonly title: LocalizedText
  /** Of a layer. */
  readonly region?: string
  readonly pinning?: PinningPolicy
}

/** What a region changes: by patches, or by whole definitions where it has its own. */
export interface Layer {
  readonly region: string
  readonly changes: readonly LayerChange[]
  /** Of a layer that is a bundle. */
  readonly bundle?: { readonly id: string; readonly version: string; readonly title: LocalizedText }
}

export interface LayerChange {
  readonly kind: DefinitionKind
  readonly id: string
  /** XML or JSON text of the whole definition; not read where there is a patch. */
  readonly content: string
  /** What is changed in the definition as it lies below. */
  readonly patch?: Patch
  /** The text of the definition that the patch was made on; what lies below now is merged with it. */
  readonly below?: string
  /** Texts in other words, after the patch. */
  readonly texts?: readonly { readonly locale: Locale; readonly nodes: TranslatedTexts[string] }[]
  /** What was chosen about the definition as a whole; a patch holds its own choices. */
  readonly settled?: readonly SettledChoice[]
  /** Who wrote the whole definition, and when (ISO 8601); a patch says it change by change. */
  readonly by?: string
  readonly at?: string
}

export type DefinitionKind = 'process' | 'form' | 'decision' | 'codeList' | 'role' | 'record' | 'view' | 'setting'
