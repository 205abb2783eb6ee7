import type { Words } from './finding.ts'

/** What keeps a text from being read as JSON, and where, counted in UTF-16 units from 0. */
export interface JsonFault {
  readonly at: number
  readonly message: Words
}

const maximumDepth = 60
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
const blanks = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: these must be escaped in a text
const plainCharacters = /[^"\\\u0000-\u001f]*/y
const escapePattern = /(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * The first fault of a JSON text, found without building it: what `JSON.parse` would refuse, a key written twice in
 * one object (of which it would silently keep the last), and nesting deeper than any definition needs.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: (Set<string> | undefined)[] = []
  let expected: Expected = 'value'
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0

  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end')

  for (;;) {
    blanks.lastIndex = at
    blanks.test(text)
    at = blanks.lastIndex
    const found = text[at]
    if (found === undefined) {
      return expected === 'nothing'
        ? undefined
        : { at, message: ['文件在此中断，内容不完整', 'The text ends too early'] }
    }
    const keys = open.at(-1)

    if (expected === 'colon') {
      if (found !== ':') return unexpected(at, found, ['冒号', 'a colon'])
      expected = 'value'
      at += 1
    } else if (expected === 'comma-or-end' && found === ',') {
      expected = keys ? 'key' : 'value'
      at += 1
    } else if (
      (expected === 'comma-or-end' || expected === 'key-or-end' || expected === 'value-or-end') &&
      found === (keys ? '}' : ']')
    ) {
      open.pop()
      expected = afterValue()
      at += 1
    } else if (expected === 'comma-or-end') {
      return unexpected(at, found, keys ? ['逗号或 }', 'a comma or }'] : ['逗号或 ]', 'a comma or ]'])
    } else if (expected === 'key' || expected === 'key-or-end') {
      if (found !== '"') return unexpected(at, found, ['带双引号的名称', 'a name in double quotes'])
      const end = endOfString(text, at)
      if (typeof end !== 'number') return end
      const key: string = JSON.parse(text.slice(at, end))
      if (keys?.has(key))
        return { at, message: [`名称“${key}”在同一对象中重复`, `The name "${key}" stands twice in one object`] }
      keys?.add(key)
      expected = 'colon'
      at = end
    } else if (expected === 'nothing') {
      return unexpected(at, found, ['文件结束', 'the end of the text'])
    } else if (found === '{' || found === '[') {
      if (open.length >= maximumDepth) {
        return { at, message: [`嵌套超过 ${maximumDepth} 层`, `Nested deeper than ${maximumDepth} levels`] }
      }
      open.push(found === '{' ? new Set() : undefined)
      expected = found === '{' ? 'key-or-end' : 'value-or-end'
      at += 1
    } else if (found === '"') {
      const end = endOfString(text, at)
      if (typeof end !== 'number') return end
      expected = afterValue()
      at = end
    } else {
      literal.lastIndex = at
      if (!literal.test(text)) return unexpected(at, found, ['一个值', 'a value'])
      expected = afterValue()
      at = literal.lastIndex
    }
  }
}

/** Line and column, both from 1, of a place in a text. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

/** Index behind the closing quote of the string that opens at `from`. */
function endOfString(text: string, from: number): number | JsonFault {
  for (let at = from + 1; at < text.length; at += 1) {
    plainCharacters.lastIndex = at
    plainCharacters.test(text)
    at = plainCharacters.lastIndex
    if (at >= text.length) break
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code < 0x20)
      return { at, message: ['文字中有未转义的换行或控制字符', 'A line break or control character inside a text'] }
    if (code !== 0x5c) continue
    escapePattern.lastIndex = at + 1
    if (!escapePattern.test(text)) return { at, message: ['无效的转义字符', 'An invalid escape'] }
    at = escapePattern.lastIndex - 1
  }
  return { at: from, message: ['缺少右引号', 'The closing quote is missing'] }
}

function unexpected(at: number, found: string, [zh, en]: Words): JsonFault {
  return { at, message: [`此处是“${found}”，应为${zh}`, `Found "${found}" where ${en} belongs`] }
}
