import type { LocalizedText } from '#findings'
import type { FieldNode, PropertySchema } from '../form-definition.ts'
import { isObject } from '../shape.ts'
import { change, type FormChange, nameOf } from './form-change.ts'
import { same } from './same.ts'

/** What changed about what a field offers. */
export function optionChanges(
  was: FieldNode,
  is: FieldNode,
  wasSchema: PropertySchema,
  isSchema: PropertySchema,
): readonly FormChange[] {
  const [zh, en] = nameOf(is)
  if (was.codeList !== is.codeList)
    return [
      change(
        'changed',
        is.id,
        is.codeList === undefined
          ? [`${zh}不再使用代码表“${was.codeList}”`, `${en} no longer offers the code list “${was.codeList}”`]
          : [`${zh}改用代码表“${is.codeList}”`, `${en} offers the code list “${is.codeList}” now`],
        'may-refuse',
      ),
    ]
  const [old, now] = [offered(was, wasSchema), offered(is, isSchema)]
  if (!old && !now) return []
  if (!old)
    return [change('narrowed', is.id, [`${zh}改为从选项中选`, `${en} takes listed values only now`], 'may-refuse')]
  if (!now) return [change('widened', is.id, [`${zh}不再限于列出的选项`, `${en} takes any value now`])]
  const gone = [...old].filter(([value]) => !now.has(value))
  const come = [...now].filter(([value]) => !old.has(value))
  const renamed = [...now].flatMap(([value, title]) => {
    const before = old.get(value)
    return before && !same(before, title) ? [[before, title] as const] : []
  })
  return [
    ...(gone.length > 0
      ? [
          change(
            'narrowed',
            is.id,
            [`${zh}去掉选项${titles(gone, 'zh-CN')}`, `${en} no longer offers ${titles(gone, 'en')}`],
            'may-refuse',
          ),
        ]
      : []),
    ...(come.length > 0
      ? [
          change('widened', is.id, [
            `${zh}增加选项${titles(come, 'zh-CN')}`,
            `${en} offers ${titles(come, 'en')} as well`,
          ]),
        ]
      : []),
    ...renamed.map(([before, title]) =>
      change('renamed', is.id, [
        `${zh}的选项“${before['zh-CN']}”改名为“${title['zh-CN']}”`,
        `The choice “${before.en ?? before['zh-CN']}” of ${en} is now called “${title.en ?? title['zh-CN']}”`,
      ]),
    ),
    ...(gone.length === 0 && come.length === 0 && !same([...old.keys()], [...now.keys()])
      ? [change('moved', is.id, [`${zh}的选项顺序有变`, `The choices of ${en} stand in another order`])]
      : []),
  ]
}

function offered(field: FieldNode, schema: PropertySchema): ReadonlyMap<string, LocalizedText> | undefined {
  if (field.options) return new Map(field.options.map(({ value, title }) => [value, title]))
  const values = isObject(schema.items) ? schema.items.enum : schema.enum
  return Array.isArray(values) ? new Map(values.map((value) => [String(value), { 'zh-CN': String(value) }])) : undefined
}

const mostNamed = 5

function titles(options: readonly (readonly [string, LocalizedText])[], locale: 'zh-CN' | 'en'): string {
  const named = options.slice(0, mostNamed).map(([, title]) => `“${title[locale] ?? title['zh-CN']}”`)
  const rest = options.length - named.length
  if (locale === 'en') return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  return named.join('、') + (rest > 0 ? `等 ${options.length} 项` : '')
}
