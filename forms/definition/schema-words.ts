/** What ajv says of a schema, in Chinese: `text` itself where it says something else. */
export function schemaWords(text: string): string {
  return translated(text, ofSchemas) ?? text
}

/** Why a pattern cannot be used, in Chinese. */
export function patternWords(text: string): string {
  return translated(text, ofPatterns) ?? '语法有误'
}

type Sentence = readonly [said: RegExp, words: (found: RegExpExecArray) => string]

const types: ReadonlyMap<string, string> = new Map([
  ['string', '文本'],
  ['number', '数字'],
  ['integer', '整数'],
  ['boolean', 'true 或 false'],
  ['array', '列表'],
  ['object', '对象'],
  ['null', 'null'],
])

const typed = (names = '') =>
  names
    .split(',')
    .map((name) => types.get(name.trim()) ?? name)
    .join('或')

const ofSchemas: readonly Sentence[] = [
  [/unknown keyword: "(.+?)"/, ([, name]) => `不认识关键字“${name}”`],
  [/unknown format "(.+?)"/, ([, name]) => `不认识格式“${name}”`],
  [/use allowUnionTypes/, () => '一个答案只能有一种 type'],
  [/missing type "(.+?)" for keyword "(.+?)"/, ([, type, keyword]) => `用了“${keyword}”，须写明 type 为 ${type}`],
  [/can't resolve reference (\S+)/, ([, reference]) => `引用 ${reference} 找不到`],
  [/type must be JSONType.*: (.+)$/, ([, type]) => `没有“${type}”这种 type`],
  [/must be >= (.+)$/, ([, least]) => `不得小于 ${least}`],
  [/must be equal to one of the allowed values/, () => '不是允许的值'],
  [/must NOT have fewer than (\d+) items/, ([, least]) => `至少要有 ${least} 项`],
  [/must have non-empty array/, () => '不能是空列表'],
  [/must match a schema in anyOf/, () => '不是允许的写法'],
  [/must NOT have duplicate items/, () => '不能有重复的项'],
  [/must match pattern/, () => '写法不对'],
  [/must be ((?:object|array|string|number|integer|boolean|null)(?:,\w+)*)$/, ([, names]) => `应为${typed(names)}`],
]

const ofPatterns: readonly Sentence[] = [
  [/invalid named capture: `\(\?<[!=]|unsupported Perl syntax: `\(\?/, () => '不能用前后查找'],
  [/invalid escape sequence: `\\[1-9]/, () => '不能用反向引用'],
  [/invalid escape sequence: `(.+)`/, ([, found]) => `不认识 ${found}`],
  [/invalid repeat count/, () => '重复次数过多，或先大后小'],
  [/missing closing ([)\]])/, ([, sign]) => `缺少“${sign}”`],
  [/unexpected \)/, () => '多了“)”'],
  [/missing argument to repetition operator|invalid nested repetition/, () => '重复符号前面没有可重复的内容'],
  [/invalid character class/, () => '方括号里的范围有误'],
  [/longer than (\d+) characters/, ([, most]) => `超过 ${most} 个字符`],
]

function translated(text: string, sentences: readonly Sentence[]): string | undefined {
  for (const [said, words] of sentences) {
    const found = said.exec(text)
    if (found) return words(found)
  }
  return undefined
}
