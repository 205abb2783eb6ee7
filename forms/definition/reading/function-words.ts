import type { Locale } from '#findings'

type Words = (args: readonly string[], locale: Locale) => string | undefined

function noun(zh: (a: string, b: string, c: string) => string, en: (a: string, b: string, c: string) => string): Words {
  return ([a = '', b = '', c = ''], locale) => (locale === 'zh-CN' ? zh(a, b, c) : en(a, b, c))
}

/** What functions give, by name. Others are quoted. */
export const functionNouns: Readonly<Record<string, Words | undefined>> = {
  today: noun(
    () => '今天',
    () => 'today',
  ),
  now: noun(
    () => '现在',
    () => 'now',
  ),
  count: noun(
    (list) => `${list}的项数`,
    (list) => `the number of ${list}`,
  ),
  sum: noun(
    (list) => `${list}的合计`,
    (list) => `the sum of ${list}`,
  ),
  mean: noun(
    (list) => `${list}的平均数`,
    (list) => `the mean of ${list}`,
  ),
  min: (args, locale) => (locale === 'zh-CN' ? `${args.join('、')}中最小的` : `the least of ${args.join(', ')}`),
  max: (args, locale) => (locale === 'zh-CN' ? `${args.join('、')}中最大的` : `the greatest of ${args.join(', ')}`),
  'string length': noun(
    (text) => `${text}的字数`,
    (text) => `the length of ${text}`,
  ),
  string: noun(
    (value) => value,
    (value) => value,
  ),
  number: noun(
    (value) => value,
    (value) => value,
  ),
  'upper case': noun(
    (text) => `${text}的大写`,
    (text) => `${text} in capitals`,
  ),
  'lower case': noun(
    (text) => `${text}的小写`,
    (text) => `${text} in small letters`,
  ),
  'distinct values': noun(
    (list) => `${list}中不重复的值`,
    (list) => `the distinct values of ${list}`,
  ),
  abs: noun(
    (value) => `${value}的绝对值`,
    (value) => `the size of ${value}`,
  ),
  floor: noun(
    (value) => `${value}（舍去小数）`,
    (value) => `${value} rounded down`,
  ),
  ceiling: noun(
    (value) => `${value}（小数进一）`,
    (value) => `${value} rounded up`,
  ),
  decimal: noun(
    (value, places) => `${value}（保留 ${places} 位小数）`,
    (value, places) => `${value} with ${places} decimals`,
  ),
  'get or else': noun(
    (value, other) => `${value}（未填写时为${other}）`,
    (value, other) => `${value} (${other} where not answered)`,
  ),
  'citizen birth date': noun(
    (id) => `${id}中的出生日期`,
    (id) => `the birth date in ${id}`,
  ),
  'citizen gender': noun(
    (id) => `${id}中的性别`,
    (id) => `the gender in ${id}`,
  ),
  'citizen age': noun(
    (id) => `按${id}计算的年龄`,
    (id) => `the age by ${id}`,
  ),
}

/** What functions say that are true or not. Others are quoted. */
export const functionClauses: Readonly<Record<string, Words | undefined>> = {
  contains: noun(
    (text, part) => `${text}含有${part}`,
    (text, part) => `${text} contains ${part}`,
  ),
  'starts with': noun(
    (text, part) => `${text}以${part}开头`,
    (text, part) => `${text} begins with ${part}`,
  ),
  'ends with': noun(
    (text, part) => `${text}以${part}结尾`,
    (text, part) => `${text} ends with ${part}`,
  ),
  matches: noun(
    (text, pattern) => `${text}符合格式${pattern}`,
    (text, pattern) => `${text} matches ${pattern}`,
  ),
  'list contains': noun(
    (list, value) => `${list}中有${value}`,
    (list, value) => `${list} includes ${value}`,
  ),
  'is defined': noun(
    (value) => `${value}已填写`,
    (value) => `${value} is answered`,
  ),
  all: (args, locale) => (locale === 'zh-CN' ? `${args.join('、')}全部成立` : `all of ${args.join(', ')} hold`),
  any: (args, locale) => (locale === 'zh-CN' ? `${args.join('、')}至少一项成立` : `any of ${args.join(', ')} holds`),
}
