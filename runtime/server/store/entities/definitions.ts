import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

export const Region = defineEntity({
  name: 'Region',
  tableName: 'region',
  properties: {
    code: p.text().primary(),
    name: p.text(),
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
    version: p.integer(),
    editedBy: p.text(),
    editedAt: moment(),
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
    content: p.text(),
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
  },
})
