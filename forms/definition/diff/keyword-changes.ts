import type { LayoutNode } from '../form-definition.ts'
import { change, type FormChange, nameOf } from './form-change.ts'
import { same } from './same.ts'

type Words = readonly [zh: string, en: string]

/** Which way a limit takes more: `more` where a larger value does, `less` where a smaller one. */
const limits: Readonly<Record<string, { readonly name: Words; readonly wider: 'more' | 'less' } | undefined>> = {
  maxLength: { name: ['最多字数', 'most characters'], wider: 'more' },
  maximum: { name: ['最大值', 'maximum'], wider: 'more' },
  exclusiveMaximum: { name: ['上限（不含）', 'upper bound'], wider: 'more' },
  maxItems: { name: ['最多项数', 'most entries'], wider: 'more' },
  decimals: { name: ['小数位数', 'decimal places'], wider: 'more' },
  maxBytes: { name: ['单个文件大小', 'size of a file'], wider: 'more' },
  minLength: { name: ['最少字数', 'least characters'], wider: 'less' },
  minimum: { name: ['最小值', 'minimum'], wider: 'less' },
  exclusiveMinimum: { name: ['下限（不含）', 'lower bound'], wider: 'less' },
  minItems: { name: ['最少项数', 'least entries'], wider: 'less' },
  latest: { name: ['最晚日期', 'last day'], wider: 'more' },
  earliest: { name: ['最早日期', 'first day'], wider: 'less' },
}

/** Members that take more where they are true. */
const freedoms: Readonly<Record<string, Words | undefined>> = {
  anyLevel: ['可选任一级', 'any level may be chosen'],
  openEnd: ['可以没有结束日期', 'it may have no end'],
}

const names: Readonly<Record<string, Words | undefined>> = {
  pattern: ['格式', 'form'],
  format: ['格式', 'form'],
  multipleOf: ['数值的倍数要求', 'step'],
  uniqueItems: ['不得重复', 'no entry twice'],
  within: ['选项的上级字段', 'field that narrows the choices'],
  accept: ['文件类型', 'types of files'],
}

/** What changed among the limits of an answer, each as narrower or wider. */
export function keywordChanges(
  node: LayoutNode,
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): readonly FormChange[] {
  const keywords = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...keywords].flatMap((keyword) =>
    same(was[keyword], is[keyword]) ? [] : [keywordChange(node, keyword, was[keyword], is[keyword])],
  )
}

function keywordChange(node: LayoutNode, keyword: string, was: unknown, is: unknown): FormChange {
  const [zh, en] = nameOf(node)
  const limit = limits[keyword]
  if (limit) {
    const isWider = widens(limit.wider, was, is)
    const [name, nameEn] = limit.name
    return change(
      isWider ? 'widened' : 'narrowed',
      node.id,
      is === undefined
        ? [
            `${zh}不再限制${name}（原为 ${shown(was)[0]}）`,
            `${en} no longer limits its ${nameEn} (was ${shown(was)[1]})`,
          ]
        : was === undefined
          ? [`${zh}限制${name}为 ${shown(is)[0]}`, `${en} limits its ${nameEn} to ${shown(is)[1]}`]
          : [
              `${zh}的${name}由 ${shown(was)[0]} 改为 ${shown(is)[0]}`,
              `The ${nameEn} of ${en} is ${shown(is)[1]} now, was ${shown(was)[1]}`,
            ],
      isWider ? 'none' : 'may-refuse',
    )
  }
  const freedom = freedoms[keyword]
  if (freedom)
    return is === true
      ? change('widened', node.id, [`${zh}${freedom[0]}`, `${en}: ${freedom[1]}`])
      : change('narrowed', node.id, [`${zh}不再${freedom[0]}`, `${en}: no longer ${freedom[1]}`], 'may-refuse')
  if (keyword === 'stamp')
    return change('changed', node.id, [`${zh}的照片水印有修改`, `${en} stamps its photos in another way`], 'may-refuse')
  const [name, nameEn] = names[keyword] ?? [`“${keyword}”要求`, `demand “${keyword}”`]
  return is === undefined
    ? change('widened', node.id, [`${zh}不再要求${name}`, `${en} no longer has a ${nameEn}`])
    : change(
        'narrowed',
        node.id,
        was === undefined
          ? [`${zh}增加${name}要求`, `${en} has a ${nameEn} now`]
          : [`${zh}的${name}要求有修改`, `${en} has another ${nameEn}`],
        'may-refuse',
      )
}

/** Days of a calendar compare as texts; what depends on the day it is asked compares with nothing. */
function widens(wider: 'more' | 'less', was: unknown, is: unknown): boolean {
  if (is === undefined) return true
  if (was === undefined || was === 'today' || is === 'today') return false
  const isMore = typeof was === 'number' && typeof is === 'number' ? is > was : String(is) > String(was)
  return wider === 'more' ? isMore : !isMore
}

function shown(value: unknown): Words {
  return value === 'today' ? ['填写当天', 'the day it is filled in'] : [String(value), String(value)]
}
