import type { LocalizedText } from '#findings'
import type { FieldNode, LayoutNode, PropertySchema } from '../form-definition.ts'

/** What the palette offers. */
export const nodeKinds = [
  'text',
  'long-text',
  'number',
  'money',
  'date',
  'time',
  'date-range',
  'choice',
  'multiple-choice',
  'yes-no',
  'code-list',
  'cascade',
  'person-id',
  'phone',
  'address',
  'file',
  'photo',
  'signature',
  'map-point',
  'group',
  'table',
  'section',
  'use',
  'words',
] as const
export type NodeKind = (typeof nodeKinds)[number]

/** A node and, where it is answered, the schema of its answer. */
export interface NewNode {
  readonly node: LayoutNode
  readonly schema?: PropertySchema
}

/**
 * A new node of a kind, ready to be added and changed. `id` must be fresh (`freshId`), and `property`
 * (`freshProperty`); ids of what is inside continue `id`. A `code-list` or `cascade` has no list yet and a `use` no form:
 * choose it before publishing. What asks for personal data still needs its purpose and legal basis.
 */
export function blankField(
  kind: NodeKind,
  { id, property }: { readonly id: string; readonly property: string },
): NewNode {
  const title = titles[kind]
  const field = (more: Partial<FieldNode> = {}): FieldNode => ({
    kind: 'field',
    id,
    property,
    title,
    sensitivity: 'none',
    ...more,
  })
  const list = (widget: FieldNode['widget'], most: number): NewNode => ({
    node: field({ widget, span: 24 }),
    schema: { type: 'array', items: { type: 'object' }, maxItems: most },
  })
  const group = (display: 'cards' | 'table'): NewNode => ({
    node: {
      kind: 'group',
      id,
      property,
      title,
      ...(display === 'table' && { display }),
      children: [{ kind: 'field', id: `${id}-name`, property: 'name', title: titles.text, sensitivity: 'none' }],
    },
    schema: {
      type: 'array',
      maxItems: display === 'table' ? 500 : 50,
      items: {
        type: 'object',
        properties: { name: { type: 'string', maxLength: 100 } },
        additionalProperties: false,
      },
    },
  })
  switch (kind) {
    case 'text':
      return { node: field(), schema: { type: 'string', maxLength: 100 } }
    case 'long-text':
      return { node: field({ widget: 'long-text', span: 24 }), schema: { type: 'string', maxLength: 1000 } }
    case 'number':
      return { node: field(), schema: { type: 'number' } }
    case 'money':
      return { node: field({ widget: 'money' }), schema: { type: 'integer', minimum: 0, maximum: 99_999_999_999 } }
    case 'time':
      return { node: field({ widget: 'time' }), schema: { type: 'string', format: 'local-time' } }
    case 'date-range':
    case 'map-point':
      return { node: field({ widget: kind }), schema: { type: 'object' } }
    case 'signature':
      return { node: field({ widget: kind, sensitivity: 'personal' }), schema: { type: 'object' } }
    case 'address':
      return { node: field({ widget: kind, sensitivity: 'personal', span: 24 }), schema: { type: 'object' } }
    case 'person-id':
      return {
        node: field({ widget: kind, sensitivity: 'sensitive' }),
        schema: { type: 'string', format: 'citizen-id' },
      }
    case 'phone':
      return { node: field({ widget: kind, sensitivity: 'personal' }), schema: { type: 'string', format: 'phone' } }
    case 'cascade':
      return { node: field({ widget: kind }), schema: { type: 'string' } }
    case 'date':
      return { node: field(), schema: { type: 'string', format: 'date' } }
    case 'yes-no':
      return { node: field(), schema: { type: 'boolean' } }
    case 'choice':
      return { node: field({ widget: 'choice', options: blankOptions(id) }), schema: { type: 'string' } }
    case 'multiple-choice':
      return {
        node: field({ widget: 'multiple-choice', options: blankOptions(id), span: 24 }),
        schema: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      }
    case 'code-list':
      return { node: field({ widget: 'choice' }), schema: { type: 'string' } }
    case 'file':
      return list('file', 5)
    case 'photo':
      return list('photo', 9)
    case 'group':
      return group('cards')
    case 'table':
      return group('table')
    case 'use':
      return { node: { kind: 'use', id, form: 'form', title } }
    case 'section':
      return { node: { kind: 'section', id, title, children: [] } }
    case 'words':
      return { node: { kind: 'text', id, text: title } }
  }
}

function blankOptions(id: string) {
  return [1, 2].map((number) => ({
    id: `${id}-option-${number}`,
    value: `option${number}`,
    title: { 'zh-CN': `选项 ${number}`, en: `Option ${number}` },
  }))
}

const titles: Readonly<Record<NodeKind, LocalizedText>> = {
  text: { 'zh-CN': '单行文本', en: 'Text' },
  'long-text': { 'zh-CN': '多行文本', en: 'Long text' },
  number: { 'zh-CN': '数字', en: 'Number' },
  money: { 'zh-CN': '金额', en: 'Amount' },
  date: { 'zh-CN': '日期', en: 'Date' },
  time: { 'zh-CN': '时间', en: 'Time' },
  'date-range': { 'zh-CN': '起止日期', en: 'Date range' },
  choice: { 'zh-CN': '单选', en: 'Choice' },
  'multiple-choice': { 'zh-CN': '多选', en: 'Multiple choice' },
  'yes-no': { 'zh-CN': '是否', en: 'Yes or no' },
  'code-list': { 'zh-CN': '代码表', en: 'Code list' },
  cascade: { 'zh-CN': '级联选择', en: 'Cascading choice' },
  'person-id': { 'zh-CN': '公民身份号码', en: 'Citizen identity number' },
  phone: { 'zh-CN': '联系电话', en: 'Phone' },
  address: { 'zh-CN': '地址', en: 'Address' },
  file: { 'zh-CN': '附件', en: 'Files' },
  photo: { 'zh-CN': '照片', en: 'Photos' },
  signature: { 'zh-CN': '签名', en: 'Signature' },
  'map-point': { 'zh-CN': '位置', en: 'Place on the map' },
  group: { 'zh-CN': '重复组', en: 'Repeated group' },
  table: { 'zh-CN': '表格', en: 'Table' },
  section: { 'zh-CN': '分区', en: 'Section' },
  use: { 'zh-CN': '引用表单', en: 'Another form' },
  words: { 'zh-CN': '说明文字', en: 'Words to read' },
}

/** Titles that nodes are added with, of kinds whose title says nothing of what is asked. */
export const blankTitles: ReadonlySet<string> = new Set(
  (
    [
      'text',
      'long-text',
      'number',
      'choice',
      'multiple-choice',
      'yes-no',
      'code-list',
      'cascade',
      'group',
      'table',
      'section',
      'words',
    ] as const
  ).map((kind) => titles[kind]['zh-CN']),
)
