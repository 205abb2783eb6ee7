import type { LocalizedText } from '#findings'

export interface FeelFunction {
  readonly name: string
  /** What stands between the brackets. */
  readonly takes: string
  readonly gives: LocalizedText
}

const feel = (name: string, takes: string, zh: string, en: string): FeelFunction => ({
  name,
  takes,
  gives: { 'zh-CN': zh, en },
})

/** The functions that rules are most often made with. */
export const feelFunctions: readonly FeelFunction[] = [
  feel('today', '', '今天的日期', "today's date"),
  feel('date', 'from', '把文字变成日期', 'a date from its text'),
  feel('years and months duration', 'from, to', '两个日期相隔的年月', 'years and months between two dates'),
  feel('count', 'list', '有几项', 'how many items'),
  feel('sum', 'list', '合计', 'the sum'),
  feel('mean', 'list', '平均数', 'the mean'),
  feel('min', 'list', '最小的', 'the least'),
  feel('max', 'list', '最大的', 'the greatest'),
  feel('list contains', 'list, element', '列表中有此值', 'whether a list has a value'),
  feel('distinct values', 'list', '去掉重复的值', 'values without repetition'),
  feel('concatenate', 'lists', '合并列表', 'lists joined'),
  feel('contains', 'string, match', '文字中含有', 'whether a text has another in it'),
  feel('starts with', 'string, match', '文字以此开头', 'whether a text begins so'),
  feel('ends with', 'string, match', '文字以此结尾', 'whether a text ends so'),
  feel('string length', 'string', '字数', 'length of a text'),
  feel('substring', 'string, start, length', '取文字的一段', 'part of a text'),
  feel('string join', 'list, delimiter', '连成一段文字', 'texts joined'),
  feel('string', 'from', '变成文字', 'as text'),
  feel('number', 'from', '变成数字', 'as a number'),
  feel('abs', 'n', '绝对值', 'without its sign'),
  feel('floor', 'n', '向下取整', 'rounded down'),
  feel('ceiling', 'n', '向上取整', 'rounded up'),
  feel('not', 'negand', '不成立', 'whether it is not so'),
  feel('all', 'list', '全部成立', 'whether all are true'),
  feel('any', 'list', '有一项成立', 'whether any is true'),
  feel('citizen birth date', 'id', '身份号码中的出生日期', 'birth date in a citizen number'),
  feel('citizen gender', 'id', '身份号码中的性别（1 男 2 女）', 'gender in a citizen number (1 male, 2 female)'),
  feel('citizen age', 'id', '由身份号码得出的周岁', 'age by a citizen number'),
]
