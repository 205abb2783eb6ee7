import type { Finding } from '#findings'

const maximumDepth = 40
const maximumValues = 100_000
const maximumText = 2_000_000
const hostileNames = new Set(['__proto__', 'constructor', 'prototype'])

/** What makes a JSON value unsafe to walk: too deep, too large, or names that reach into JavaScript's own objects. */
export function unsafeJson(json: unknown): Finding | undefined {
  let values = 0
  let text = 0
  const waiting: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next
    values += 1
    if (typeof value === 'string') text += value.length
    if (depth > maximumDepth || values > maximumValues || text > maximumText) return tooLarge
    if (typeof value !== 'object' || value === null) continue
    for (const name of Object.getOwnPropertyNames(value)) {
      if (hostileNames.has(name)) return hostileName(name)
      text += name.length
    }
    for (const entry of Object.values(value)) waiting.push({ value: entry, depth: depth + 1 })
  }
  return undefined
}

const tooLarge: Finding = {
  severity: 'error',
  code: 'form-too-large',
  message: {
    'zh-CN': `表单过大：嵌套不得超过 ${maximumDepth} 层，内容不得超过 ${maximumValues} 项、${maximumText} 字。`,
    en: `The form is too large: at most ${maximumDepth} levels, ${maximumValues} values and ${maximumText} characters.`,
  },
  remedy: { 'zh-CN': '拆成几张表单。', en: 'Split it into several forms.' },
}

function hostileName(name: string): Finding {
  return {
    severity: 'error',
    code: 'form-hostile-name',
    message: { 'zh-CN': `表单中有不允许的名称“${name}”。`, en: `The form holds the forbidden name "${name}".` },
    remedy: { 'zh-CN': '换一个名称。', en: 'Choose another name.' },
  }
}
