import type { LocalizedText } from '#findings'
import { diffForms } from '#forms'
import type { DefinitionKind, Definitions } from './bundle.ts'
import { definitionsOf } from './definition-tables.ts'
import { type DefinitionChange, diffReleases } from './diff-releases.ts'
import { treeOfLaid } from './laid-definition.ts'
import type { DefinitionOfKind } from './parse-definition.ts'
import { diff } from './patch/diff.ts'
import { nameOfNode, nameOfProperty } from './patch/node-name.ts'
import type { Change } from './patch/patch.ts'
import { type Entries, entriesOf, type Json } from './patch/tree.ts'
import { isObject } from './shape.ts'

/** What changes in one definition, in sentences an administrator reads. */
export interface SummarizedChange extends DefinitionChange {
  /** None where the definition comes or goes as a whole; what only moves a picture about is not told. */
  readonly sentences: readonly LocalizedText[]
}

/** Longest list of sentences about one definition. */
const mostSentences = 200

/** 变更摘要: what changes between two sets of definitions, in words of both languages, in the order of kinds and ids. */
export async function summarizeChanges(
  before: Definitions | undefined,
  after: Definitions,
): Promise<SummarizedChange[]> {
  return Promise.all(
    diffReleases(before, after).map(async (change) => ({
      ...change,
      sentences: before && change.change === 'changed' ? await sentencesOf(before, after, change) : [],
    })),
  )
}

type Definition = DefinitionOfKind[DefinitionKind]

async function sentencesOf(
  before: Definitions,
  after: Definitions,
  { kind, id }: DefinitionChange,
): Promise<LocalizedText[]> {
  if (kind === 'form') {
    const forms = { old: before.forms, new: after.forms }
    return diffForms(before.forms[id]!, after.forms[id]!, { forms }).map(({ message }) => message)
  }
  const [old, now] = await Promise.all([before, after].map((of) => treeOfLaid(kind, definitionIn(of, kind, id))))
  if (!old?.tree || !now?.tree) return []
  const trees = { old: entriesOf(old.tree), now: entriesOf(now.tree) }
  return diff(old.tree, now.tree)
    .changes.flatMap((change) => sentenceOf(kind, trees, change))
    .slice(0, mostSentences)
}

function definitionIn(definitions: Definitions, kind: DefinitionKind, id: string): Definition {
  const table: Readonly<Record<string, Definition>> = definitionsOf(definitions, kind)
  return table[id]!
}

interface Trees {
  readonly old: Entries
  readonly now: Entries
}

function sentenceOf(kind: DefinitionKind, { old, now }: Trees, change: Change): LocalizedText[] {
  const { node } = change
  if (isPicture(node, old, now)) return []
  const name = nameOfNode(node, now, old)
  const [zh, en] = [name['zh-CN'], name.en ?? name['zh-CN']]
  switch (change.op) {
    case 'add': {
      const [what, whatEn] = kindOfNode(kind, now, node)
      return [{ 'zh-CN': `新增${what}“${zh}”`, en: `${whatEn} "${en}" is added` }]
    }
    case 'remove': {
      const [what, whatEn] = kindOfNode(kind, old, node)
      return [{ 'zh-CN': `删除${what}“${zh}”`, en: `${whatEn} "${en}" is removed` }]
    }
    case 'move': {
      const [what, whatEn] = kindOfNode(kind, now, node)
      return [{ 'zh-CN': `${what}“${zh}”换了位置`, en: `${whatEn} "${en}" is moved` }]
    }
    case 'set':
    case 'unset': {
      const property = nameOfProperty(change.property)
      const [was, is] = [old.get(node)?.values.get(change.property), now.get(node)?.values.get(change.property)]
      const from = shown(was)
      const to = shown(is)
      return [
        {
          'zh-CN': `“${zh}”的${property['zh-CN']}由${from['zh-CN']}改为${to['zh-CN']}`,
          en: `The ${property.en} of "${en}" changes from ${from.en} to ${to.en}`,
        },
      ]
    }
  }
}

/** Shapes, edges, and what repeats in an element which flows it has. */
function isPicture(node: string, ...trees: readonly Entries[]): boolean {
  if (/\/bpmn:(?:incoming|outgoing)=/.test(node)) return true
  return trees.some((entries) => {
    for (let at: string | undefined = node; at !== undefined; at = entries.get(at)?.parent?.id) {
      const name = entries.get(at)?.values.get('#name')
      if (typeof name === 'string' && /^(?:bpmndi|dmndi|di|dc):/.test(name)) return true
    }
    return false
  })
}

type Pair = readonly [zh: string, en: string]

const elementWords: Readonly<Record<string, Pair>> = {
  userTask: ['任务', 'The task'],
  serviceTask: ['服务任务', 'The service task'],
  businessRuleTask: ['业务规则任务', 'The business rule task'],
  sequenceFlow: ['流向', 'The flow'],
  startEvent: ['开始事件', 'The start event'],
  endEvent: ['结束事件', 'The end event'],
  boundaryEvent: ['边界事件', 'The boundary event'],
  exclusiveGateway: ['排他网关', 'The exclusive gateway'],
  parallelGateway: ['并行网关', 'The parallel gateway'],
  inclusiveGateway: ['相容网关', 'The inclusive gateway'],
  subProcess: ['子流程', 'The sub-process'],
  callActivity: ['调用活动', 'The call activity'],
  rule: ['规则', 'The rule'],
  input: ['输入', 'The input'],
  output: ['输出', 'The output'],
  timeLimit: ['时限', 'The time limit'],
}

const nodeWords: Partial<Record<DefinitionKind, Pair>> = {
  codeList: ['代码', 'The code'],
  view: ['列', 'The column'],
  record: ['关系', 'The relation'],
  setting: ['选项', 'The option'],
}

function kindOfNode(kind: DefinitionKind, entries: Entries, node: string): Pair {
  const name = entries.get(node)?.values.get('#name')
  const bare = typeof name === 'string' ? name.split(':').at(-1)! : ''
  if (Object.hasOwn(elementWords, bare)) return elementWords[bare]!
  return nodeWords[kind] ?? ['', 'The part']
}

function shown(value: Json | undefined): Required<LocalizedText> {
  if (value === undefined) return { 'zh-CN': '（无）', en: '(nothing)' }
  if (isObject(value) && typeof value['zh-CN'] === 'string') {
    const en = typeof value.en === 'string' ? value.en : value['zh-CN']
    return { 'zh-CN': `“${short(value['zh-CN'])}”`, en: `"${short(en)}"` }
  }
  if (typeof value === 'boolean') return { 'zh-CN': value ? '是' : '否', en: value ? 'yes' : 'no' }
  if (typeof value === 'string') return { 'zh-CN': `“${short(value)}”`, en: `"${short(value)}"` }
  const text = short(JSON.stringify(value))
  return { 'zh-CN': ` ${text} `, en: text }
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
