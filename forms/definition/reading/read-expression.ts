import type { FeelTree } from '#feel'
import { type Locale, localize } from '#findings'
import { functionClauses, functionNouns } from './function-words.ts'
import type { Named, Names } from './names-in.ts'

/** What reading needs to know around an expression. */
export interface Reader {
  readonly locale: Locale
  readonly text: string
  readonly names: Names
  /** Names that the expression binds itself: an item of a list. */
  readonly bound: ReadonlyMap<string, Names>
}

type Read = (tree: FeelTree, reader: Reader) => string | undefined

/** Something that is true or not, as a clause: “面积”大于 50. */
export function readClause(tree: FeelTree, reader: Reader): string {
  return clauses[tree.name]?.(tree, reader) ?? isTrue(tree, reader)
}

/** A value, as a noun: “面积” × 2. */
export function readNoun(tree: FeelTree, reader: Reader): string {
  return nouns[tree.name]?.(tree, reader) ?? quoted(tree, reader)
}

export function say({ locale }: Reader, zh: string, en: string): string {
  return locale === 'zh-CN' ? zh : en
}

/** A title in quotes. */
export function title({ locale }: Reader, named: Named): string {
  return `“${localize(named.title, locale)}”`
}

export function sourceOf({ from, to }: FeelTree, { text }: Reader): string {
  return text.slice(from, to)
}

function quoted(tree: FeelTree, reader: Reader): string {
  return say(reader, `表达式“${sourceOf(tree, reader)}”`, `the expression “${sourceOf(tree, reader)}”`)
}

function isTrue(tree: FeelTree, reader: Reader): string {
  const noun = readNoun(tree, reader)
  return say(reader, `${noun}为“是”`, `${noun} is “yes”`)
}

function isNotTrue(tree: FeelTree, reader: Reader): string {
  const noun = readNoun(tree, reader)
  return say(reader, `${noun}不为“是”`, `${noun} is not “yes”`)
}

/** What an expression is about, where it is just a name. */
export function namedBy(tree: FeelTree | undefined, reader: Reader): Named | undefined {
  if (!tree) return undefined
  if (tree.name === 'Expression' || tree.name === 'ParenthesizedExpression') return namedBy(inner(tree), reader)
  if (tree.name === 'VariableName') return reader.names.get(nameOf(tree, reader))
  if (tree.name === 'DateTimeLiteral') return namedBy(argumentsOf(tree)[0], reader)
  if (tree.name !== 'PathExpression') return undefined
  const [owner, , member] = tree.children
  const items = owner && itemsOf(owner, reader)
  return member && items?.get(nameOf(member, reader))
}

/** The names of the items of what an expression gives: a group, an item of it, or a part of its list. */
function itemsOf(tree: FeelTree, reader: Reader): Names | undefined {
  if (tree.name === 'FilterExpression') return tree.children[0] && itemsOf(tree.children[0], reader)
  if (tree.name === 'ParenthesizedExpression') return itemsOf(inner(tree)!, reader)
  if (tree.name !== 'VariableName') return undefined
  const name = nameOf(tree, reader)
  return reader.bound.get(name) ?? reader.names.get(name)?.items
}

function nameOf(tree: FeelTree, reader: Reader): string {
  return sourceOf(tree, reader).replaceAll('`', '').trim().replace(/\s+/g, ' ')
}

/** Without the brackets around it. */
function bare(tree: FeelTree): FeelTree {
  const only = tree.name === 'ParenthesizedExpression' ? inner(tree) : undefined
  return only ? bare(only) : tree
}

function inner(tree: FeelTree): FeelTree | undefined {
  return tree.children.find(({ name }) => name !== '(' && name !== ')')
}

export function argumentsOf(tree: FeelTree): readonly FeelTree[] {
  return tree.children.find(({ name }) => name === 'PositionalParameters')?.children ?? []
}

const joined =
  (zh: string, en: string, looser: string): Read =>
  (tree, reader) => {
    const sides = [tree.children[0], tree.children[2]]
    if (!sides[0] || !sides[1]) return undefined
    const read = sides.map((side) => {
      const clause = readClause(side!, reader)
      return bare(side!).name === looser ? say(reader, `（${clause}）`, `(${clause})`) : clause
    })
    return read.join(say(reader, zh, en))
  }

const comparison: Read = (tree, reader) => {
  const [left, sign, right] = tree.children
  if (!left || !sign || !right) return undefined
  const operator = sourceOf(sign, reader)
  if (operator === 'between') return between(tree, reader)
  if (operator === 'in') return among(left, tree.children.slice(2), reader)
  const about = namedBy(left, reader) ?? namedBy(right, reader)
  const [subject, object] = namedBy(left, reader) || !namedBy(right, reader) ? [left, right] : [right, left]
  const turned = subject === left ? operator : (mirrored[operator] ?? operator)
  if (object.name === 'null') return presence(subject, turned, reader)
  const words = isTemporal(left, reader) || isTemporal(right, reader) ? temporalWords : comparisonWords
  const [zh, en] = words[turned] ?? [` ${turned} `, ` ${turned} `]
  const value = valueNoun(object, about, reader)
  const gap = /^[\d-]/.test(value) ? ' ' : ''
  return say(reader, `${readNoun(subject, reader)}${zh}${gap}${value}`, `${readNoun(subject, reader)} ${en} ${value}`)
}

function presence(subject: FeelTree, operator: string, reader: Reader): string {
  const noun = readNoun(subject, reader)
  return operator === '!='
    ? say(reader, `${noun}已填写`, `${noun} is answered`)
    : say(reader, `${noun}未填写`, `${noun} is not answered`)
}

/** A value as the form shows it: the title of an option, 是 or 否. */
function valueNoun(tree: FeelTree, about: Named | undefined, reader: Reader): string {
  if (tree.name === 'BooleanLiteral')
    return sourceOf(tree, reader) === 'true' ? say(reader, '“是”', '“yes”') : say(reader, '“否”', '“no”')
  const known = tree.name === 'StringLiteral' ? about?.values.get(textOf(tree, reader)) : undefined
  return known ? `“${localize(known, reader.locale)}”` : readNoun(tree, reader)
}

function textOf(tree: FeelTree, reader: Reader): string {
  const source = sourceOf(tree, reader)
  try {
    return String(JSON.parse(source))
  } catch {
    return source.slice(1, -1)
  }
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>

const comparisonWords: Words = {
  '=': ['为', 'is'],
  '!=': ['不为', 'is not'],
  '<': ['小于', 'is less than'],
  '<=': ['不大于', 'is at most'],
  '>': ['大于', 'is more than'],
  '>=': ['不小于', 'is at least'],
}

const temporalWords: Words = {
  ...comparisonWords,
  '<': ['早于', 'is before'],
  '<=': ['不晚于', 'is not after'],
  '>': ['晚于', 'is after'],
  '>=': ['不早于', 'is not before'],
}

function isTemporal(tree: FeelTree, reader: Reader): boolean {
  if (tree.name === 'DateTimeLiteral' || namedBy(tree, reader)?.isDate) return true
  return tree.name === 'FunctionInvocation' && /^(today|now)\s*\(/.test(sourceOf(tree, reader))
}

function between(tree: FeelTree, reader: Reader): string | undefined {
  const [subject, , from, , to] = tree.children
  if (!subject || !from || !to) return undefined
  const [noun, least, most] = [subject, from, to].map((part) => readNoun(part, reader))
  return say(reader, `${noun}在 ${least} 到 ${most} 之间`, `${noun} is between ${least} and ${most}`)
}

function among(subject: FeelTree, tests: readonly FeelTree[], reader: Reader): string | undefined {
  const noun = readNoun(subject, reader)
  const about = namedBy(subject, reader)
  const options = tests.flatMap((test) => listed(test))
  if (options.some(({ name }) => name === 'Interval')) {
    const [, from, , to] = options.length === 1 ? options[0]!.children : []
    if (!from || !to) return undefined
    const [least, most] = [from, to].map((part) => readNoun(part, reader))
    return say(reader, `${noun}在 ${least} 到 ${most} 之间`, `${noun} is between ${least} and ${most}`)
  }
  if (options.length === 0 || options.some(({ name }) => name === 'SimplePositiveUnaryTest')) return undefined
  if (options.length === 1 && !['StringLiteral', 'NumericLiteral'].includes(options[0]!.name)) {
    const list = readNoun(options[0]!, reader)
    return say(reader, `${noun}在${list}之中`, `${noun} is in ${list}`)
  }
  const values = options.map((option) => valueNoun(option, about, reader))
  return say(reader, `${noun}为${values.join('、')}${values.length > 1 ? '之一' : ''}`, `${noun} is ${oneOf(values)}`)
}

function oneOf(values: readonly string[]): string {
  return values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? '')
}

/** The values behind `in`: of a list, of several tests, or one. */
function listed(tree: FeelTree): readonly FeelTree[] {
  if (['(', ')', '[', ']'].includes(tree.name)) return []
  if (['PositiveUnaryTest', 'PositiveUnaryTests', 'List'].includes(tree.name)) return tree.children.flatMap(listed)
  if (tree.name === 'SimplePositiveUnaryTest' && tree.children.length === 1) return tree.children
  return [tree]
}

const quantified: Read = (tree, reader) => {
  const scope = iterating(tree, reader)
  const condition = tree.children.at(-1)
  if (!scope || !condition) return undefined
  const clause = readClause(condition, scope.reader)
  return tree.children[0]?.name === 'every'
    ? say(reader, `${scope.list}的每一项都满足：${clause}`, `for every one of ${scope.list}, ${clause}`)
    : say(reader, `${scope.list}中有一项满足：${clause}`, `for some of ${scope.list}, ${clause}`)
}

/** Inside `x in list`, where there is one list. */
function iterating(tree: FeelTree, reader: Reader): { readonly list: string; readonly reader: Reader } | undefined {
  const each = tree.children.find(({ name }) => name === 'InExpressions')?.children ?? []
  const [variable, , context] = each[0]?.children ?? []
  const list = context?.children[0]
  if (each.length !== 1 || !variable || !list || context.children.length !== 1) return undefined
  const items = itemsOf(list, reader)
  const bound = new Map(reader.bound)
  if (items) bound.set(nameOf(variable, reader), items)
  const names = new Map(reader.names)
  names.delete(nameOf(variable, reader))
  return { list: readNoun(list, reader), reader: { ...reader, bound, names } }
}

const call: Read = (tree, reader) => {
  const callee = tree.children[0]
  if (!callee || tree.children.some(({ name }) => name === 'NamedParameters')) return undefined
  const args = argumentsOf(tree)
  const words = functionNouns[nameOf(callee, reader)]
  return words?.(
    args.map((arg) => readNoun(arg, reader)),
    reader.locale,
  )
}

const callClause: Read = (tree, reader) => {
  const callee = tree.children[0]
  const args = argumentsOf(tree)
  const name = callee && nameOf(callee, reader)
  if (name === 'not' && args[0] && args.length === 1) return negated(args[0], reader)
  if (!name || tree.children.some((child) => child.name === 'NamedParameters')) return undefined
  const about = namedBy(args[0], reader)
  return functionClauses[name]?.(
    args.map((arg) => valueNoun(arg, about, reader)),
    reader.locale,
  )
}

function negated(tree: FeelTree, reader: Reader): string {
  if (tree.name === 'ParenthesizedExpression') return negated(inner(tree)!, reader)
  if (['VariableName', 'PathExpression'].includes(tree.name)) return isNotTrue(tree, reader)
  const [left, sign, right] = tree.children
  if (tree.name === 'Comparison' && left && right && sign && ['=', '!='].includes(sourceOf(sign, reader))) {
    const turned = sourceOf(sign, reader) === '=' ? '!=' : '='
    if (right.name === 'null') return presence(left, turned, reader)
    const value = valueNoun(right, namedBy(left, reader), reader)
    const [zh, en] = comparisonWords[turned]!
    return say(reader, `${readNoun(left, reader)}${zh}${value}`, `${readNoun(left, reader)} ${en} ${value}`)
  }
  const clause = readClause(tree, reader)
  return say(reader, `并非（${clause}）`, `not (${clause})`)
}

const through: (read: (tree: FeelTree, reader: Reader) => string) => Read = (read) => (tree, reader) => {
  const only = inner(tree)
  return only && read(only, reader)
}

const ifClause: Read = (tree, reader) => {
  const [, test, , then, , otherwise] = tree.children
  if (!test || !then || !otherwise) return undefined
  const [a, b, c] = [test, then, otherwise].map((part) => readClause(part, reader))
  return say(reader, `（如果${a}，则${b}；否则${c}）`, `(if ${a}, then ${b}; otherwise ${c})`)
}

const ifNoun: Read = (tree, reader) => {
  const [, test, , then, , otherwise] = tree.children
  if (!test || !then || !otherwise) return undefined
  const clause = readClause(test, reader)
  const [yes, no] = [then, otherwise].map((part) => readNoun(part, reader))
  return say(reader, `（如果${clause}，则为${yes}；否则为${no}）`, `(if ${clause}: ${yes}; otherwise ${no})`)
}

const signs: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '**': '^' }

const arithmetic: Read = (tree, reader) => {
  const [left, sign, right] = tree.children
  if (left && sign && !right) return `−${readNoun(sign, reader)}`
  if (!left || !sign || !right) return undefined
  return `${readNoun(left, reader)} ${signs[sourceOf(sign, reader)] ?? sourceOf(sign, reader)} ${readNoun(right, reader)}`
}

const path: Read = (tree, reader) => {
  const named = namedBy(tree, reader)
  const [owner, , member] = tree.children
  if (!owner || !member) return undefined
  if (named) {
    const isItem = owner.name === 'VariableName' && reader.bound.has(nameOf(owner, reader))
    return isItem
      ? title(reader, named)
      : say(
          reader,
          `${readNoun(owner, reader)}的${title(reader, named)}`,
          `${title(reader, named)} of ${readNoun(owner, reader)}`,
        )
  }
  const name = nameOf(member, reader)
  if (sourceOf(owner, reader) === 'case') return say(reader, `案件的“${name}”`, `“${name}” of the case`)
  if (sourceOf(owner, reader) === 'settings') return say(reader, `设置“${name}”`, `the setting “${name}”`)
  return say(reader, `${readNoun(owner, reader)}的“${name}”`, `“${name}” of ${readNoun(owner, reader)}`)
}

const filter: Read = (tree, reader) => {
  const [list, , test] = tree.children
  if (!list || !test) return undefined
  const noun = readNoun(list, reader)
  if (test.name === 'NumericLiteral') {
    const position = sourceOf(test, reader)
    return say(reader, `${noun}的第 ${position} 项`, `item ${position} of ${noun}`)
  }
  const items = itemsOf(list, reader)
  const clause = readClause(test, { ...reader, names: new Map([...reader.names, ...(items ?? [])]) })
  return say(reader, `${noun}中${clause}的项`, `those of ${noun} where ${clause}`)
}

const forEach: Read = (tree, reader) => {
  const scope = iterating(tree, reader)
  const result = tree.children.at(-1)
  if (!scope || !result) return undefined
  const noun = readNoun(result, scope.reader)
  return say(reader, `${scope.list}每一项的${noun}`, `${noun} of each of ${scope.list}`)
}

const variable: Read = (tree, reader) => {
  const name = nameOf(tree, reader)
  const named = reader.names.get(name)
  if (named) return title(reader, named)
  if (reader.bound.has(name) || name === 'item') return say(reader, '该项', 'the item')
  return name === 'case' ? say(reader, '案件', 'the case') : `“${name}”`
}

const source: Read = (tree, reader) => sourceOf(tree, reader)

const text: Read = (tree, reader) => `“${textOf(tree, reader)}”`

const clauses: Readonly<Record<string, Read | undefined>> = {
  Expression: through(readClause),
  ParenthesizedExpression: through(readClause),
  Conjunction: joined('，并且', ' and ', 'Disjunction'),
  Disjunction: joined('，或者', ' or ', 'Conjunction'),
  Comparison: comparison,
  QuantifiedExpression: quantified,
  FunctionInvocation: callClause,
  IfExpression: ifClause,
  BooleanLiteral: (tree, reader) =>
    sourceOf(tree, reader) === 'true' ? say(reader, '总是', 'always') : say(reader, '从不', 'never'),
}

const nouns: Readonly<Record<string, Read | undefined>> = {
  Expression: through(readNoun),
  ParenthesizedExpression: (tree, reader) => {
    const only = inner(tree)
    if (!only) return undefined
    return only.name === 'ArithmeticExpression' ? `(${readNoun(only, reader)})` : readNoun(only, reader)
  },
  VariableName: variable,
  PathExpression: path,
  FilterExpression: filter,
  ForExpression: forEach,
  IfExpression: ifNoun,
  ArithmeticExpression: arithmetic,
  FunctionInvocation: (tree, reader) => call(tree, reader) ?? truth(tree, reader),
  DateTimeLiteral: (tree, reader) => {
    const [only] = argumentsOf(tree)
    if (argumentsOf(tree).length === 1 && only) return readNoun(only, reader)
    return tree.children[0]?.name === 'AtLiteral' ? `“${sourceOf(tree, reader).slice(2, -1)}”` : undefined
  },
  NumericLiteral: source,
  StringLiteral: text,
  BooleanLiteral: (tree, reader) => valueNoun(tree, undefined, reader),
  null: (_, reader) => say(reader, '空', 'nothing'),
  List: (tree, reader) =>
    tree.children
      .slice(1, -1)
      .map((item) => readNoun(item, reader))
      .join(say(reader, '、', ', ')) || say(reader, '空列表', 'an empty list'),
  Conjunction: (tree, reader) => truth(tree, reader),
  Disjunction: (tree, reader) => truth(tree, reader),
  Comparison: (tree, reader) => truth(tree, reader),
  QuantifiedExpression: (tree, reader) => truth(tree, reader),
}

/** Whether something holds, as a value. */
function truth(tree: FeelTree, reader: Reader): string | undefined {
  const clause = clauses[tree.name]?.(tree, reader)
  return clause && say(reader, `“是否${clause}”`, `whether ${clause}`)
}
