import type { LocalizedText } from '#findings'
import type { CodeList, FormDefinition } from '#forms'
import type { Patch } from './patch/patch.ts'

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
  /** Of a layer. */
  readonly region?: string
}

/** `processes/ID.bpmn` or `decisions/ID.dmn`: `id` is the BPMN process's or the DMN decision's. */
export interface XmlDefinition {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly xml: string
}

/** 角色: `roles/ID.json` */
export interface Role {
  readonly id: string
  readonly title: LocalizedText
  /** May design the definitions of the region it is granted for. */
  readonly designs?: boolean
}

/** The definitions of one kind each, by id. */
export interface Definitions {
  readonly processes: Readonly<Record<string, XmlDefinition>>
  readonly forms: Readonly<Record<string, FormDefinition>>
  readonly decisions: Readonly<Record<string, XmlDefinition>>
  readonly codeLists: Readonly<Record<string, CodeList>>
  readonly roles: Readonly<Record<string, Role>>
}

/** `scenarios/ID.json`: a test of the bundle as data. */
export interface Scenario {
  readonly id: string
  readonly title: LocalizedText
  readonly process: string
  readonly actions: readonly unknown[]
}

/** 定义包: read and checked by itself. */
export interface Bundle extends Definitions {
  readonly manifest: BundleManifest
  readonly scenarios: Readonly<Record<string, Scenario>>
}

/** 发布: everything a region's cases are run by. Immutable; `digest` (SHA-256, hex) names its content. */
export interface Release extends Definitions {
  readonly digest: string
  readonly region: string
  readonly bundles: readonly { readonly id: string; readonly version: string; readonly title: LocalizedText }[]
  /** Which bundle each definition comes from, `KIND/ID` to bundle id. */
  readonly origin: Readonly<Record<string, string>>
}

/** What a region changes: by patches, or by whole definitions where it has its own. */
export interface Layer {
  readonly region: string
  readonly changes: readonly LayerChange[]
}

export interface LayerChange {
  readonly kind: DefinitionKind
  readonly id: string
  /** XML or JSON text of the whole definition; not read where there is a patch. */
  readonly content: string
  /** What is changed in the definition as it lies below. */
  readonly patch?: Patch
}

export type DefinitionKind = 'process' | 'form' | 'decision' | 'codeList' | 'role'
