import { canonicalJson, readSetting, type Setting, type SettingValue } from '#definitions'
import type { LocalizedText } from '#findings'

/** A setting from the text of its definition; nothing where the text is no setting. Its value may be out of range. */
export function settingOf(text: string): Setting | undefined {
  try {
    return readSetting(JSON.parse(text)).setting
  } catch {
    return undefined
  }
}

/** The text of the definition with another value; everything else stays as it was written. */
export function withValue(text: string, value: SettingValue): string {
  return `${JSON.stringify({ ...(JSON.parse(text) as object), value }, null, 2)}\n`
}

/** What is wrong with a value of the setting; nothing where it may be set. */
export function valueProblem(setting: Setting, value: SettingValue): LocalizedText | undefined {
  return readSetting({ ...setting, value }).findings[0]?.message
}

/** Whether two texts say the same definition. */
export function saysTheSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  try {
    return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other))
  } catch {
    return one === other
  }
}
