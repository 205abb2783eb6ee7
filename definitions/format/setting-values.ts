import type { Definitions } from './bundle.ts'
import { definitionsOf } from './definition-tables.ts'
import type { SettingValue } from './setting.ts'

/** What `settings.NAME` is in the expressions of a release. */
export type SettingValues = Readonly<Record<string, SettingValue>>

export function settingValues(definitions: Definitions): SettingValues {
  const values: Record<string, SettingValue> = Object.create(null)
  for (const { id, value } of Object.values(definitionsOf(definitions, 'setting'))) values[id] = value
  return values
}
