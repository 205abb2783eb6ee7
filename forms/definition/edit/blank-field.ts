import type { LocalizedText } from '#findings'
import type { FieldNode, LayoutNode, PropertySchema } from '../form-definition.ts'

/** What the palette offers. */
export const nodeKinds = [
  'text',
  'long-text',
  'number',
  'date',
  'choice',
  'multiple-choice',
  'yes-no',
  'code-list',
  'file',
  'photo',
  'group',
  'section',
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
 * (`freshProperty`); ids of what is inside continue `id`. A `code-list` has none yet: choose it before publishing.
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
  const files = { type: 'array', items: { type: 'object' } }
  switch (kind) {
    case 'text':
      return { node: field(), schema: { type: 'string', maxLength: 100 } }
    case 'long-text':
      return { node: field({ widget: 'long-text', span: 24 }), schema: { type: 'string', maxLength: 1000 } }
    case 'number':
      return { node: field(), schema: { type: 'number' } }
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
      return { node: field({ widget: 'file', span: 24 }), schema: { ...files, maxItems: 5 } }
    case 'photo':
      return { node: field({ widget: 'photo', span: 24 }), schema: { ...files, maxItems: 9 } }
    case 'group':
      return {
        node: {
          kind: 'group',
          id,
          property,
          title,
          children: [{ kind: 'field', id: `${id}-name`, property: 'name', title: titles.text, sensitivity: 'none' }],
        },
        schema: {
          type: 'array',
          maxItems: 50,
          items: {
            type: 'object',
            properties: { name: { type: 'string', maxLength: 100 } },
            additionalProperties: false,
          },
        },
      }
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
  date: { 'zh-CN': '日期', en: 'Date' },
  choice: { 'zh-CN': '单选', en: 'Choice' },
  'multiple-choice': { 'zh-CN': '多选', en: 'Multiple choice' },
  'yes-no': { 'zh-CN': '是否', en: 'Yes or no' },
  'code-list': { 'zh-CN': '代码表', en: 'Code list' },
  file: { 'zh-CN': '附件', en: 'Files' },
  photo: { 'zh-CN': '照片', en: 'Photos' },
  group: { 'zh-CN': '重复组', en: 'Repeated group' },
  section: { 'zh-CN': '分区', en: 'Section' },
  words: { 'zh-CN': '说明文字', en: 'Words to read' },
}
