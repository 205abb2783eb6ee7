import { Migration } from '@mikro-orm/migrations'
import { columnTypesOf } from './column-types.ts'

/** What drafts of definitions were before, so that an earlier state can be looked at and brought back. */
export class DefinitionVersions extends Migration {
  override name = '0014-definition-versions'

  override up(): void {
    const { key, moment, clustered } = columnTypesOf(this.driver)
    this.addSql(`create table definition_version (region ${key} not null, kind ${key} not null, definition_id ${key} not null,
      number integer not null, content text not null, saved_by text not null, begun_at ${moment} not null,
      saved_at ${moment} not null, primary key (region, kind, definition_id, number)) ${clustered}`)
  }
}
