import { Migration } from '@mikro-orm/migrations'

/** What a region is called in English, where it has such a name. */
export class EnglishRegionNames extends Migration {
  override name = '0016-english-region-names'

  override up(): void {
    this.addSql(`alter table region add column name_en text`)
  }
}
