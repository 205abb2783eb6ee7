import type { LocalizedText } from '#findings'
import { isObject } from '../shape.ts'
import type { Entries, Json } from './tree.ts'

/** What a person calls a node: its title or name, else that of what it lies in, else its id. */
export function nameOfNode(id: string, ...trees: readonly Entries[]): LocalizedText {
  for (const entries of trees) {
    const own = titleIn(entries.get(id)?.values)
    if (own) return own
  }
  for (const entries of trees) {
    for (let at = entries.get(id)?.parent?.id; at !== undefined; at = entries.get(at)?.parent?.id) {
      const around = titleIn(entries.get(at)?.values)
      const part = id.startsWith(`${at}/`) ? id.slice(at.length + 1) : id
      if (around) return { 'zh-CN': `${around['zh-CN']} › ${part}`, en: `${around.en ?? around['zh-CN']} › ${part}` }
    }
  }
  return { 'zh-CN': id, en: id }
}

function titleIn(values: ReadonlyMap<string, Json> | undefined): LocalizedText | undefined {
  const title = values?.get('title') ?? values?.get('text')
  if (isWords(title)) return { 'zh-CN': title['zh-CN'], en: title.en ?? title['zh-CN'] }
  const name = values?.get('name')
  if (typeof name !== 'string' || name === '') return undefined
  const en = values?.get('gezhi:nameEn')
  return { 'zh-CN': name, en: typeof en === 'string' ? en : name }
}

function isWords(value: Json | undefined): value is { readonly 'zh-CN': string; readonly en?: string } {
  return isObject(value) && typeof value['zh-CN'] === 'string'
}

/** What a person calls a value of a node; its own name where no better word is known. */
export function nameOfProperty(property: string): LocalizedText {
  const bare = property.replace(/^(?:schema\/|gezhi:|zeebe:)/, '')
  const [zh, en] = Object.hasOwn(words, bare) ? words[bare]! : [bare, bare]
  return { 'zh-CN': zh, en }
}

const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  title: ['标题', 'title'],
  name: ['名称', 'name'],
  nameEn: ['英文名称', 'English name'],
  description: ['说明', 'description'],
  help: ['填写说明', 'help'],
  text: ['文字', 'text'],
  '#text': ['内容', 'content'],
  '#name': ['类型', 'kind'],
  value: ['值', 'value'],
  kind: ['类型', 'kind'],
  unit: ['单位', 'unit'],
  minimum: ['最小值', 'minimum'],
  maximum: ['最大值', 'maximum'],
  minLength: ['最短长度', 'least length'],
  maxLength: ['最大长度', 'greatest length'],
  pattern: ['格式', 'pattern'],
  enum: ['可选值', 'choices'],
  type: ['类型', 'type'],
  mandatory: ['必填', 'whether it is mandatory'],
  property: ['字段名', 'property'],
  widget: ['控件', 'widget'],
  codeList: ['代码表', 'code list'],
  expression: ['表达式', 'expression'],
  target: ['对象', 'target'],
  source: ['取值', 'source'],
  message: ['提示', 'message'],
  prefill: ['预填', 'prefill'],
  purpose: ['收集目的', 'purpose'],
  legalBasis: ['依据', 'legal basis'],
  sensitivity: ['敏感级别', 'sensitivity'],
  span: ['宽度', 'width'],
  parent: ['上级代码', 'parent'],
  verified: ['核对情况', 'whether it was verified'],
  standard: ['标准', 'standard'],
  designs: ['设计权限', 'whether it designs'],
  reviews: ['审核权限', 'whether it reviews'],
  locked: ['锁定', 'lock'],
  formId: ['表单', 'form'],
  candidateGroups: ['办理角色', 'roles'],
  assignee: ['办理人', 'assignee'],
  roles: ['角色', 'roles'],
  sourceRef: ['起点', 'source'],
  targetRef: ['终点', 'target'],
  default: ['默认流向', 'default flow'],
  decisionId: ['决策', 'decision'],
  retries: ['重试次数', 'retries'],
  cancelActivity: ['是否中断', 'whether it interrupts'],
}
