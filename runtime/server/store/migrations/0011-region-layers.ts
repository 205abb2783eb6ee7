import { Migration } from '@mikro-orm/migrations'
import { columnTypesOf } from './column-types.ts'

/** The layer of a region as patches on what lies below, requests to publish, and regions that what they lie in has changed under. */
export class RegionLayers extends Migration {
  override name = '0011-region-layers'

  override up(): void {
    const { key, moment } = columnTypesOf(this.driver)
    this.addSql(`alter table draft add column base text`)
    this.addSql(`alter table published_change add column patch text`)
    this.addSql(`alter table published_change add column below text`)
    this.addSql(`alter table publication add column layer text`)
    this.addSql(`create table region_upgrade (region ${key} primary key, since ${moment} not null, status ${key} not null,
      why text)`)
    this.addSql(`create table publish_request (id ${key} primary key, region ${key} not null, kind ${key} not null,
      digest ${key} not null, comment text not null, drafts text not null, changed text not null, status ${key} not null,
      asked_by ${key} not null, asked_by_name text not null, asked_at ${moment} not null, decided_by ${key},
      decided_by_name text, decided_at ${moment}, reason text)`)
    this.addSql(`create index publish_request_region on publish_request (region, asked_at)`)
    this.addSql(`create unique index publish_request_open on publish_request (region) where status = 'open'`)
  }
}
