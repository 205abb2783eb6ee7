import { type Finding, nearest } from '#findings'
import { itemId } from '../data/item-ids.ts'
import { checkWithin, memberFindings } from './check-members.ts'
import { privacyFindings } from './check-privacy.ts'
import type { FieldNode, FormDefinition, GroupNode, PropertySchema, Widget } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { fieldSchema, groupFields, itemSchema, placedNodes, widgetOf } from './form-nodes.ts'
import { widgetWords, wordsOfType } from './kind-words.ts'
import { isReadableName } from './readable-name.ts'
import { isObject } from './shape.ts'

/** Whether fields and schema name the same answers, and each field can be asked as it says. */
export function checkFields(form: FormDefinition, codeLists: ReadonlySet<string>): readonly Finding[] {
  const placed = placedNodes(form)
  const nodes = new Map(placed.map(({ node }) => [node.id, node]))
  const top = placed.flatMap(({ node, group }) =>
    !group && (node.kind === 'field' || node.kind === 'group') ? [node] : [],
  )
  return [
    ...checkProperties(top, form.schema.properties, form.schema.required ?? []),
    ...placed.flatMap(({ node, sections, group }) => {
      if (node.kind === 'field')
        return [
          ...checkField(node, fieldSchema(form, node, group), codeLists),
          ...checkWithin(node, placed, group),
          ...privacyFindings(form, { node, sections, group }, nodes),
        ]
      return node.kind === 'group' ? checkGroup(node, form.schema.properties[node.property]) : []
    }),
  ]
}

function checkGroup(group: GroupNode, schema: PropertySchema | undefined): readonly Finding[] {
  if (!schema) return []
  if (schema.type !== 'array' || !isObject(schema.items) || schema.items.type !== 'object')
    return [
      finding(
        'error',
        'group-schema',
        group.id,
        [
          `重复组“${group.title['zh-CN']}”的 schema 应为对象的数组。`,
          `The schema of the repeated group "${group.id}" must be an array of objects.`,
        ],
        [
          '写成 { "type": "array", "items": { "type": "object", "properties": { … } } }。',
          'Write { "type": "array", "items": { "type": "object", "properties": { … } } }.',
        ],
      ),
    ]
  const { properties, required } = itemSchema(schema)
  return checkProperties(groupFields(group), properties, required)
}

function checkProperties(
  nodes: readonly (FieldNode | GroupNode)[],
  properties: Readonly<Record<string, PropertySchema>>,
  required: readonly string[],
): readonly Finding[] {
  const asked = nodes.map((node) => node.property)
  return [
    ...nodes.flatMap((node, index) => [
      ...(Object.hasOwn(properties, node.property) ? [] : [missingProperty(node, Object.keys(properties))]),
      ...(asked.indexOf(node.property) === index ? [] : [askedTwice(node)]),
      ...(isReadableName(node.property) && node.property !== itemId ? [] : [reserved(node)]),
    ]),
    ...Object.keys(properties)
      .filter((name) => !asked.includes(name))
      .map(notAsked),
    ...required.filter((name) => !Object.hasOwn(properties, name)).map(requiredUnknown),
  ]
}

function checkField(field: FieldNode, schema: PropertySchema, codeLists: ReadonlySet<string>): readonly Finding[] {
  const widget = widgetOf(field, schema)
  const name = field.title['zh-CN']
  return [
    ...(typeof schema.type !== 'string' || fits(widget, schema) ? [] : [misfit(field, widget, schema.type)]),
    ...(field.codeList === undefined || codeLists.has(field.codeList)
      ? []
      : [dangling(field, field.codeList, codeLists)]),
    ...(['choice', 'multiple-choice', 'cascade'].includes(widget) && !hasChoices(field, schema)
      ? [
          finding(
            'error',
            'no-choices',
            field.id,
            [`“${name}”没有可选项。`, `"${field.id}" offers nothing to choose from.`],
            ['添加选项，或选一个代码表。', 'Add options, or choose a code list.'],
          ),
        ]
      : []),
    ...memberFindings(field, widget),
  ]
}

const types: Record<Widget, readonly string[]> = {
  text: ['string'],
  'long-text': ['string'],
  number: ['number', 'integer'],
  money: ['integer'],
  date: ['string'],
  time: ['string'],
  'date-range': ['object'],
  'yes-no': ['boolean'],
  choice: ['string'],
  'multiple-choice': ['array'],
  cascade: ['string'],
  'person-id': ['string'],
  phone: ['string'],
  address: ['object'],
  file: ['array'],
  photo: ['array'],
  signature: ['object'],
  'map-point': ['object'],
}

function fits(widget: Widget, schema: PropertySchema): boolean {
  return types[widget].includes(String(schema.type))
}

function hasChoices(field: FieldNode, schema: PropertySchema): boolean {
  const listed = isObject(schema.items) ? schema.items.enum : schema.enum
  return field.codeList !== undefined || (field.options?.length ?? 0) > 0 || Array.isArray(listed)
}

function missingProperty(node: FieldNode | GroupNode, names: readonly string[]): Finding {
  const meant = nearest(node.property, names)
  return finding(
    'error',
    'missing-property',
    node.id,
    [
      `“${node.title['zh-CN']}”对应的“${node.property}”不在 schema 中。`,
      `The schema has no property "${node.property}" for "${node.id}".`,
    ],
    meant
      ? [`是否应为“${meant}”？否则在 schema 中添加。`, `Did you mean "${meant}"? Otherwise add it to the schema.`]
      : ['在 schema.properties 中添加它。', 'Add it to schema.properties.'],
  )
}

function askedTwice(node: FieldNode | GroupNode): Finding {
  return finding(
    'error',
    'property-asked-twice',
    node.id,
    [`“${node.property}”有两个字段。`, `Two fields ask for "${node.property}".`],
    ['给其中一个换一个名称。', 'Give one of them another property.'],
  )
}

function reserved(node: FieldNode | GroupNode): Finding {
  return finding(
    'error',
    'reserved-name',
    node.id,
    [
      `“${node.title['zh-CN']}”的名称“${node.property}”在表达式中另有含义。`,
      `The property "${node.property}" of "${node.id}" means something else in expressions.`,
    ],
    ['换一个名称，例如在后面加一个词。', 'Choose another name, for example with a word more.'],
  )
}

function notAsked(name: string): Finding {
  return finding(
    'error',
    'property-not-asked',
    undefined,
    [`schema 中的“${name}”没有对应的字段。`, `No field asks for the schema's property "${name}".`],
    ['在 layout 中添加字段，或从 schema 中删去。', 'Add a field to the layout, or remove it from the schema.'],
  )
}

function requiredUnknown(name: string): Finding {
  return finding(
    'error',
    'required-unknown',
    undefined,
    [`必填名单中的“${name}”不在 schema 中。`, `"${name}" is required but is no property of the schema.`],
    ['从 required 中删去。', 'Remove it from required.'],
  )
}

function misfit(field: FieldNode, widget: Widget, type: string): Finding {
  const expected = types[widget].map(wordsOfType)
  const [[zh, en], given] = [widgetWords[widget], wordsOfType(type)]
  return finding(
    'error',
    'widget-schema-mismatch',
    field.id,
    [
      `“${field.title['zh-CN']}”用“${zh}”填写，需要${expected.map(([word]) => word).join('或')}，数据类型却是${given[0]}。`,
      `"${field.id}" is asked as ${en}, which needs ${expected.map(([, word]) => word).join(' or ')}; its schema says ${given[1]}.`,
    ],
    ['换一种填写方式，或改数据类型（schema 的 type）。', 'Change the widget, or the type in the schema.'],
  )
}

function dangling(field: FieldNode, codeList: string, codeLists: ReadonlySet<string>): Finding {
  const meant = nearest(codeList, [...codeLists])
  return finding(
    'error',
    'unknown-code-list',
    field.id,
    [
      `“${field.title['zh-CN']}”引用的代码表“${codeList}”不存在。`,
      `"${field.id}" refers to the code list "${codeList}", which does not exist.`,
    ],
    meant
      ? [`是否应为“${meant}”？`, `Did you mean "${meant}"?`]
      : ['添加这个代码表，或改选已有的。', 'Add that code list, or choose one that exists.'],
  )
}
