import type { LocalizedText } from '#findings'
import type { NodeKind } from '#forms'
import { formTemplates } from '../templates/form-templates.ts'

/** Something that can be put into a form. */
export type PaletteItem =
  | { readonly type: 'kind'; readonly kind: NodeKind }
  | { readonly type: 'template'; readonly id: string; readonly title: LocalizedText }

const groups = {
  text: ['text', 'long-text'],
  numbers: ['number', 'money', 'date', 'time', 'date-range'],
  choices: ['choice', 'multiple-choice', 'yes-no', 'code-list', 'cascade'],
  people: ['person-id', 'phone', 'address', 'map-point', 'signature'],
  files: ['file', 'photo'],
  structure: ['section', 'group', 'table', 'words', 'use'],
} as const satisfies Record<string, readonly NodeKind[]>

export type PaletteGroup = keyof typeof groups | 'templates'

/** The palette in the order it is shown; every kind of node stands in one group. */
export const paletteGroups: readonly { readonly group: PaletteGroup; readonly items: readonly PaletteItem[] }[] = [
  ...(Object.keys(groups) as (keyof typeof groups)[]).map((group) => ({
    group,
    items: groups[group].map((kind) => ({ type: 'kind' as const, kind })),
  })),
  {
    group: 'templates',
    items: formTemplates.map(({ id, title }) => ({ type: 'template' as const, id, title })),
  },
]

/** Other words by which people look for a kind, and the initials of characters that have several readings. */
export const otherWords: Readonly<Partial<Record<NodeKind, string>>> = {
  text: '文字 输入框 姓名 input string dhwb',
  'long-text': '备注 说明 textarea dhwb',
  number: '数量 面积 小数 整数 integer',
  money: '金额 元 钱 费用 price currency',
  date: '年月日 生日 day',
  'date-range': '期限 租期 period',
  choice: '单选 下拉 选择 radio select',
  'multiple-choice': '多选 勾选 checkbox',
  'yes-no': '开关 boolean switch',
  'code-list': '字典 下拉 dictionary',
  cascade: '区划 地区 类别 tree',
  'person-id': '身份证 证件 id card identity',
  phone: '手机 联系方式 mobile telephone',
  address: '住址 门牌 住所',
  'map-point': '位置 坐标 定位 经纬度 location gps',
  signature: '签字 sign',
  file: '附件 上传 upload attachment',
  photo: '图片 拍照 相片 image camera',
  section: '分组 标题 步骤 group step',
  group: '多条 明细 子表 repeat list cards cfz',
  table: '明细 子表 表格 rows grid',
  words: '提示 文本 段落 note paragraph',
  use: '人员 公共 引用 reuse part',
}
