import type { Finding, LocalizedText } from '#findings'
import { reasonsOf } from './check-privacy.ts'
import { blankTitles } from './edit/blank-field.ts'
import type { FieldNode, FormDefinition, GroupNode, LayoutNode, Sensitivity, Widget } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { fieldSchema, type PlacedNode, placedNodes, widgetOf } from './form-nodes.ts'

/**
 * What makes a form hard to fill or careless with personal data, though it could be published: titles that say nothing,
 * that are the same, or that miss a language; answers that are more sensitive than the form says. Warnings only.
 */
export function adviseForm(form: FormDefinition): readonly Finding[] {
  const placed = placedNodes(form)
  const nodes = new Map(placed.map(({ node }) => [node.id, node]))
  const isBilingual = placed.some(({ node }) => textOf(node).en !== undefined) || form.title.en !== undefined
  return [
    ...sameTitles(placed),
    ...placed.flatMap((each) => [
      ...titleAdvice(each.node, isBilingual),
      ...(each.node.kind === 'field' ? fieldAdvice(form, each, each.node, nodes, isBilingual) : []),
      ...(each.node.kind === 'group' ? groupAdvice(each.node) : []),
      ...(each.node.kind === 'section' && each.node.children.length === 0 ? [emptySection(each.node)] : []),
    ]),
  ]
}

/** How sensitive an answer is by what is asked, at the least. */
export function sensitivityOf(widget: Widget, title: string): Sensitivity {
  if (widget === 'person-id' || /身份证|公民身份号码|银行卡|病史|疾病|残疾|宗教|指纹|人脸/.test(title))
    return 'sensitive'
  if (widget === 'phone' || widget === 'signature') return 'personal'
  return /^(.{0,6}姓名|联系人|出生日期|出生年月|手机号码?)$/.test(title) ? 'personal' : 'none'
}

function titleAdvice(node: LayoutNode, isBilingual: boolean): readonly Finding[] {
  const text = textOf(node)
  const name = text['zh-CN']
  if (blankTitles.has(name))
    return [
      finding(
        'warning',
        'blank-title',
        node.id,
        [
          `“${name}”还是添加时的标题，读屏软件和填表人都不知道要填什么。`,
          `"${name}" is the title it was added with: nobody can tell what is asked.`,
        ],
        ['改成这一项要填的内容。', 'Say what is asked.'],
      ),
    ]
  return isBilingual && !text.en?.trim() ? [missingEnglish(node.id, name)] : []
}

function fieldAdvice(
  form: FormDefinition,
  placed: PlacedNode,
  field: FieldNode,
  nodes: ReadonlyMap<string, LayoutNode>,
  isBilingual: boolean,
): readonly Finding[] {
  const name = field.title['zh-CN']
  const widget = widgetOf(field, fieldSchema(form, field, placed.group))
  const least = sensitivityOf(widget, name)
  const isTooLow = field.sensitivity !== undefined && rank[field.sensitivity] < rank[least]
  return [
    ...optionAdvice(field, isBilingual),
    ...(isTooLow
      ? [
          finding(
            'warning',
            'sensitivity-too-low',
            field.id,
            [
              `“${name}”应按${sensitivityWords[least][0]}处理，现在标为${sensitivityWords[field.sensitivity ?? 'none'][0]}，不会脱敏。`,
              `"${name}" is ${sensitivityWords[least][1]}, but is marked as ${sensitivityWords[field.sensitivity ?? 'none'][1]} and not masked.`,
            ],
            [`把敏感程度改为${sensitivityWords[least][0]}。`, `Mark it as ${sensitivityWords[least][1]}.`],
          ),
        ]
      : []),
    ...(field.sensitivity === 'sensitive' && !hasOwnPurpose(form, placed, nodes)
      ? [
          finding(
            'warning',
            'sensitive-purpose',
            field.id,
            [
              `“${name}”是敏感个人信息，却只有整张表单的收集目的，没有写明为什么必须收集这一项。`,
              `"${name}" is sensitive, but has only the purpose of the whole form: it does not say why this is needed.`,
            ],
            [
              '在字段或所在分区上写明收集这一项的特定目的和必要性（《个人信息保护法》第二十八条）。',
              'Write at the field or its section what exactly it is needed for (PIPL, art. 28).',
            ],
          ),
        ]
      : []),
  ]
}

function optionAdvice(field: FieldNode, isBilingual: boolean): readonly Finding[] {
  const options = field.options ?? []
  const name = field.title['zh-CN']
  const untranslated = isBilingual ? options.filter(({ title }) => !title.en?.trim()) : []
  const blank = options.filter(({ title }) => /^选项 \d+$/.test(title['zh-CN']))
  const twice = repeated(options.map(({ title }) => title['zh-CN'].trim()))
  const values = repeated(options.map(({ value }) => value))
  return [
    ...(blank.length > 0
      ? [
          finding(
            'warning',
            'blank-option',
            field.id,
            [
              `“${name}”有 ${blank.length} 个选项还没有命名。`,
              `${blank.length} options of "${name}" are not named yet.`,
            ],
            ['给选项写上名称，或删去。', 'Name the options, or remove them.'],
          ),
        ]
      : untranslated.length > 0
        ? [
            finding(
              'warning',
              'option-language',
              field.id,
              [
                `“${name}”的选项“${untranslated[0]!.title['zh-CN']}”等 ${untranslated.length} 个没有英文。`,
                `${untranslated.length} options of "${name}" have no English name, "${untranslated[0]!.title['zh-CN']}" the first.`,
              ],
              ['补上英文名称。', 'Write their English names.'],
            ),
          ]
        : []),
    ...(twice === undefined
      ? []
      : [
          finding(
            'warning',
            'same-option',
            field.id,
            [`“${name}”有两个选项都叫“${twice}”。`, `Two options of "${name}" are called "${twice}".`],
            ['改名，或删去其中一个。', 'Rename or remove one of them.'],
          ),
        ]),
    ...(values === undefined
      ? []
      : [
          finding(
            'warning',
            'same-value',
            field.id,
            [
              `“${name}”有两个选项的值都是“${values}”，填写后分不清选的是哪一个。`,
              `Two options of "${name}" have the value "${values}".`,
            ],
            ['给其中一个换一个值。', 'Give one of them another value.'],
          ),
        ]),
  ]
}

function groupAdvice(group: GroupNode): readonly Finding[] {
  if (group.display === 'table' || group.itemTitle) return []
  const name = group.title['zh-CN']
  return [
    finding(
      'warning',
      'item-title',
      group.id,
      [
        `重复组“${name}”没有写每一项的名称，卡片上只能显示“${name} 1”“${name} 2”。`,
        `"${name}" does not say what one item is called; its cards read "${name} 1", "${name} 2".`,
      ],
      ['写上每一项的名称，如“承租人”。', 'Write what one item is called, e.g. Tenant.'],
    ),
  ]
}

function emptySection(node: LayoutNode): Finding {
  const name = textOf(node)['zh-CN']
  return finding(
    'warning',
    'empty-section',
    node.id,
    [`分区“${name}”里什么也没有。`, `The section "${name}" is empty.`],
    ['添加内容，或删去它。', 'Put something into it, or remove it.'],
  )
}

/** Two questions of one title side by side cannot be told apart by who fills them, or hears them read. */
function sameTitles(placed: readonly PlacedNode[]): readonly Finding[] {
  const asked = placed.filter(({ node }) => node.kind === 'field' || node.kind === 'group')
  const beside = Map.groupBy(asked, ({ sections, group }) => group?.id ?? sections.at(-1) ?? '')
  return [...beside.values()].flatMap((neighbours) =>
    neighbours
      .filter(({ node }, index) => {
        const name = textOf(node)['zh-CN'].trim()
        return neighbours.findIndex((other) => textOf(other.node)['zh-CN'].trim() === name) < index
      })
      .map(({ node }) =>
        finding(
          'warning',
          'same-title',
          node.id,
          [
            `同一处有两项都叫“${textOf(node)['zh-CN']}”，填表人分不清。`,
            `Two questions here are called "${textOf(node)['zh-CN']}": nobody can tell them apart.`,
          ],
          ['改名，说明两项各填什么。', 'Rename one of them so that it says what it asks.'],
        ),
      ),
  )
}

function missingEnglish(id: string, name: string): Finding {
  return finding(
    'warning',
    'missing-english',
    id,
    [
      `“${name}”没有英文，英文界面上会显示中文。`,
      `"${name}" has no English text: the English page shows the Chinese one.`,
    ],
    ['补上英文。', 'Write the English text.'],
  )
}

/** Whether a purpose is said nearer than for the whole form. */
function hasOwnPurpose(form: FormDefinition, placed: PlacedNode, nodes: ReadonlyMap<string, LayoutNode>): boolean {
  const { purpose: _purpose, ...rest } = form
  return reasonsOf(form, placed, nodes).purpose === undefined || reasonsOf(rest, placed, nodes).purpose !== undefined
}

function repeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) < index)
}

function textOf(node: LayoutNode): LocalizedText {
  return node.kind === 'text' ? node.text : node.title
}

const rank: Readonly<Record<Sensitivity, number>> = { none: 0, personal: 1, sensitive: 2 }

/** What each sensitivity is called within a sentence. */
export const sensitivityWords: Readonly<Record<Sensitivity, readonly [zh: string, en: string]>> = {
  none: ['非个人信息', 'no personal data'],
  personal: ['个人信息', 'personal data'],
  sensitive: ['敏感个人信息', 'sensitive personal data'],
}
