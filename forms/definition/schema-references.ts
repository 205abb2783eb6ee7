import type { Finding } from '#findings'
import { isObject } from './shape.ts'

const maximumExpansion = 5_000
const local = /^#\/\$defs\/([^/]+)$/

/**
 * Refuses what makes a JSON Schema endless or explosive: references in a circle, references that multiply when they
 * are followed, and references that leave the form.
 */
export function badReferences(schema: unknown): Finding | undefined {
  const definitions = isObject(schema) && isObject(schema.$defs) ? schema.$defs : {}
  let followed = 0

  function walk(value: unknown, path: readonly string[]): Finding | undefined {
    if (Array.isArray(value)) return first(value, (entry) => walk(entry, path))
    if (!isObject(value)) return undefined
    for (const keyword of ['$dynamicRef', '$recursiveRef', '$id', '$anchor', '$dynamicAnchor', '$vocabulary'])
      if (typeof value[keyword] === 'string') return refused(keyword, String(value[keyword]))
    return first(Object.entries(value), ([keyword, entry]) => {
      if (keyword === '$defs') return undefined
      if (keyword !== '$ref' || typeof entry !== 'string') return walk(entry, path)
      followed += 1
      const name = local.exec(entry)?.[1]
      if (name === undefined || !Object.hasOwn(definitions, name)) return refused('$ref', entry)
      if (path.includes(name)) return circle([...path, name])
      if (followed > maximumExpansion) return refused('$ref', entry)
      return walk(definitions[name], [...path, name])
    })
  }

  return walk(schema, []) ?? first(Object.keys(definitions), (name) => walk(definitions[name], [name]))
}

function first<T>(items: readonly T[], find: (item: T) => Finding | undefined): Finding | undefined {
  for (const item of items) {
    const found = find(item)
    if (found) return found
  }
  return undefined
}

function circle(path: readonly string[]): Finding {
  return {
    severity: 'error',
    code: 'schema-reference-cycle',
    message: {
      'zh-CN': `schema 的 $ref 成环：${path.join(' → ')}。`,
      en: `The schema's references form a circle: ${path.join(' → ')}.`,
    },
    remedy: { 'zh-CN': '去掉其中一个引用。', en: 'Remove one of the references.' },
  }
}

function refused(keyword: string, value: string): Finding {
  return {
    severity: 'error',
    code: 'schema-reference',
    message: {
      'zh-CN': `schema 中的 ${keyword}“${value}”不能使用，或引用次数过多。`,
      en: `The schema's ${keyword} "${value}" cannot be used, or is followed too often.`,
    },
    remedy: {
      'zh-CN': '只引用本表单 $defs 中已有的定义（#/$defs/名称）。',
      en: 'Refer only to definitions of this form, as #/$defs/NAME.',
    },
  }
}
