import type { LocalizedText } from '#findings'
import { blankField, type Clip, type FieldNode, freshProperty, type LayoutNode, type PropertySchema } from '#forms'
import type { PastedColumn } from './pasted-columns.ts'

/** What columns become: questions one after the other, in a section of their own, or one table with a row for each item. */
export type ColumnsAs = 'fields' | 'section' | 'table'

/** The fields of the columns that are taken, ready to be put into a form. `lists`: the code lists there are. */
export function columnsClip(
  columns: readonly PastedColumn[],
  as: ColumnsAs,
  title: LocalizedText,
  lists: ReadonlySet<string>,
): Clip {
  const empty: Clip['form'] = { id: 'clip', title, schema: { type: 'object', properties: {} }, layout: [] }
  let named = empty
  const made = columns
    .filter(({ taken }) => taken)
    .map((column) => {
      const property = freshProperty(usualNames.get(column.title) ?? column.title, named)
      named = { ...named, schema: { ...named.schema, properties: { ...named.schema.properties, [property]: {} } } }
      return { property, required: column.required, ...fieldOf(column, property, lists) }
    })
  const properties = Object.fromEntries(made.map(({ property, schema }) => [property, schema]))
  const required = made.filter((each) => each.required).map(({ property }) => property)
  const answers = { properties, ...(required.length > 0 && { required }) }
  const children = made.map(({ node }) => node)
  if (as !== 'table') {
    const layout: readonly LayoutNode[] =
      as === 'fields' ? children : [{ kind: 'section', id: 'columns', title, children }]
    return { form: { ...empty, schema: { type: 'object', ...answers }, layout } }
  }
  const { node, schema } = blankField('table', { id: 'columns', property: 'rows' })
  const items = { type: 'object', ...answers, additionalProperties: false }
  return {
    form: {
      ...empty,
      schema: { type: 'object', properties: { rows: { ...schema, items } } },
      layout: [{ ...node, title, children } as LayoutNode],
    },
  }
}

function fieldOf(
  { kind, title, unit, sensitivity, format, options, codeList }: PastedColumn,
  property: string,
  lists: ReadonlySet<string>,
): { readonly node: FieldNode; readonly schema: PropertySchema } {
  const isListed = codeList !== undefined && lists.has(codeList)
  const blank = blankField(kind, { id: `column-${property}`, property })
  const node = blank.node as FieldNode
  const own = options?.map((option, index) => ({
    id: `column-${property}-${index + 1}`,
    value: option,
    title: { 'zh-CN': option },
  }))
  const english = englishTitles.get(title)
  const { options: blankOptions, ...bare } = node
  return {
    node: {
      ...bare,
      title: { 'zh-CN': title, ...(english && { en: english }) },
      sensitivity,
      ...(unit && { unit: { 'zh-CN': unit } }),
      ...(blankOptions && (isListed ? { codeList } : { options: own ?? blankOptions })),
      ...(kind === 'code-list' && { codeList: codeList ?? [...lists][0] }),
    },
    schema: { ...blank.schema, ...(format && { format }) },
  }
}

/** Headers that are used everywhere, with the names and the English titles that the shipped forms give them. */
const usual: readonly (readonly [title: string, property: string, english: string])[] = [
  ['姓名', 'name', 'Name'],
  ['性别', 'gender', 'Gender'],
  ['身份证号', 'citizenId', 'Citizen identity number'],
  ['身份证号码', 'citizenId', 'Citizen identity number'],
  ['公民身份号码', 'citizenId', 'Citizen identity number'],
  ['出生日期', 'birthDate', 'Date of birth'],
  ['年龄', 'age', 'Age'],
  ['手机', 'phone', 'Mobile number'],
  ['手机号', 'phone', 'Mobile number'],
  ['手机号码', 'phone', 'Mobile number'],
  ['电话', 'phone', 'Phone'],
  ['联系电话', 'phone', 'Phone'],
  ['联系方式', 'phone', 'Phone'],
  ['联系人', 'contact', 'Contact'],
  ['单位', 'organisation', 'Organisation'],
  ['单位名称', 'organisation', 'Organisation'],
  ['统一社会信用代码', 'creditCode', 'Unified social credit code'],
  ['地址', 'address', 'Address'],
  ['详细地址', 'address', 'Address'],
  ['住址', 'address', 'Address'],
  ['户籍地址', 'registeredAddress', 'Registered address'],
  ['现住址', 'presentAddress', 'Present address'],
  ['面积', 'area', 'Area'],
  ['数量', 'quantity', 'Quantity'],
  ['人数', 'persons', 'Persons'],
  ['金额', 'amount', 'Amount'],
  ['租金', 'rent', 'Rent'],
  ['日期', 'date', 'Date'],
  ['备注', 'remarks', 'Remarks'],
  ['说明', 'note', 'Note'],
  ['照片', 'photos', 'Photos'],
  ['附件', 'files', 'Files'],
]

const usualNames: ReadonlyMap<string, string> = new Map(usual.map(([title, property]) => [title, property]))
const englishTitles: ReadonlyMap<string, string> = new Map(usual.map(([title, , english]) => [title, english]))
