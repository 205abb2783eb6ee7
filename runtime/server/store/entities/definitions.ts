import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

export const Region = defineEntity({
  name: 'Region',
  tableName: 'region',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    name_en: p.text().nullable(),
    level: p.text(),
    parent: p.text().nullable(),
    /** JSON: names from the county down. */
    path: p.text(),
  },
})

export const InstalledBundle = defineEntity({
  name: 'InstalledBundle',
  tableName: 'installed_bundle',
  properties: {
    id: p.text().primary(),
    version: p.text(),
    /** JSON: path to text. */
    files: p.text(),
    installedAt: moment(),
  },
})

/** An edit of one definition of one region that is not published. */
export const Draft = defineEntity({
  name: 'Draft',
  tableName: 'draft',
  properties: {
    region: p.text().primary(),
    kind: p.text().primary(),
    definitionId: p.text().primary(),
    content: p.text(),
    /** The text that was published when the edit began. */
    base: p.text().nullable(),
    version: p.integer(),
    editedBy: p.text(),
    editedAt: moment(),
  },
})

/** A state that the draft of a definition had; the newest are kept. */
export const DefinitionVersion = defineEntity({
  name: 'DefinitionVersion',
  tableName: 'definition_version',
  properties: {
    region: p.text().primary(),
    kind: p.text().primary(),
    definitionId: p.text().primary(),
    /** Counts from 1. */
    number: p.integer().primary(),
    content: p.text(),
    savedBy: p.text(),
    /** Of the edits that are one version, the first and the last. */
    begunAt: moment(),
    savedAt: moment(),
  },
})

/** What the published layer of a region changes. */
export const PublishedChange = defineEntity({
  name: 'PublishedChange',
  tableName: 'published_change',
  properties: {
    region: p.text().primary(),
    kind: p.text().primary(),
    definitionId: p.text().primary(),
    /** The whole definition. */
    content: p.text(),
    /** JSON: what is changed in what lay below; left out where nothing did. */
    patch: p.text().nullable(),
    /** What lay below, as text. */
    below: p.text().nullable(),
    /** JSON: what was chosen about the definition as a whole. */
    settled: p.text().nullable(),
  },
})

/** The layer of a bundle, carried to what lies below it in the region whose people settle its conflicts. */
export const CarriedLayer = defineEntity({
  name: 'CarriedLayer',
  tableName: 'carried_layer',
  properties: {
    region: p.text().primary(),
    bundle: p.text().primary(),
    /** Names what the layer was when it was installed. */
    source: p.text(),
    layer: p.text(),
  },
})

export const StoredRelease = defineEntity({
  name: 'StoredRelease',
  tableName: 'stored_release',
  properties: { digest: p.text().primary(), region: p.text(), content: p.text() },
})

/** A release put in force for a region; the newest one is. */
export const Publication = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  properties: {
    region: p.text().primary(),
    /** Counts from 1 within the region. */
    number: p.integer().primary(),
    digest: p.text(),
    publishedAt: moment(),
    publishedBy: p.text(),
    comment: p.text(),
    /** JSON: kind, id and title of what differs from the release before. */
    changed: p.text(),
    /** JSON: the changes of the region's own layer then; a release that is put in force again brings them back. */
    layer: p.text().nullable(),
  },
})

/** A region with a release of its own under which something has changed. */
export const RegionUpgrade = defineEntity({
  name: 'RegionUpgrade',
  tableName: 'region_upgrade',
  properties: {
    region: p.text().primary(),
    since: moment(),
    /** `due`: to be carried over by the server; `waiting`: for a person. */
    status: p.text(),
    /** JSON: findings, where it waits for more than choices. */
    why: p.text().nullable(),
  },
})

/** 发布申请: where a region says that two persons publish. */
export const PublishRequest = defineEntity({
  name: 'PublishRequest',
  tableName: 'publish_request',
  properties: {
    id: p.text().primary(),
    region: p.text(),
    /** `drafts`, or `rollback` to the release `digest`. */
    kind: p.text(),
    /** Of the release that was looked at. */
    digest: p.text(),
    comment: p.text(),
    /** JSON: kind, id and version of each draft. */
    drafts: p.text(),
    changed: p.text(),
    /** `open`, `approved`, `returned`, `withdrawn`, `outdated` */
    status: p.text(),
    askedBy: p.text(),
    askedByName: p.text(),
    askedAt: moment(),
    decidedBy: p.text().nullable(),
    decidedByName: p.text().nullable(),
    decidedAt: moment().nullable(),
    reason: p.text().nullable(),
  },
})
