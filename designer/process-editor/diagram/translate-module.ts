import type { Locale } from '#findings'
import { chinese } from './chinese.ts'

/**
 * bpmn-js's `translate` in the language of the interface. `locale` is asked at each text, so a change of language
 * shows as soon as bpmn-js draws again.
 */
export function translateModule(locale: () => Locale) {
  const translate = (template: string, replacements: Readonly<Record<string, string>> = {}) => {
    const text = locale() === 'zh-CN' && Object.hasOwn(chinese, template) ? chinese[template]! : template
    return text.replace(/{([^}]+)}/g, (whole, key: string) => replacements[key] ?? whole)
  }
  return { translate: ['value', translate] }
}
