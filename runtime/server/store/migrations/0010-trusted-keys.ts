import { Migration } from '@mikro-orm/migrations'
import { columnTypesOf } from './column-types.ts'

/** Whose packages are taken. */
export class TrustedKeys extends Migration {
  override name = '0010-trusted-keys'

  override up(): void {
    const { key, moment } = columnTypesOf(this.driver)
    this.addSql(`create table trusted_key (id ${key} primary key, name text not null, public_key text not null,
      added_at ${moment} not null, revoked_at ${moment})`)
  }
}
