import { Migration } from '@mikro-orm/migrations'
import { columnTypesOf } from './column-types.ts'

/** The layers of bundles as they were carried to what lies below them, and choices about whole definitions. */
export class CarriedLayers extends Migration {
  override name = '0015-carried-layers'

  override up(): void {
    const { key } = columnTypesOf(this.driver)
    this.addSql(`alter table published_change add column settled text`)
    this.addSql(`create table carried_layer (region ${key} not null, bundle ${key} not null, source ${key} not null,
      layer text not null, primary key (region, bundle))`)
  }
}
