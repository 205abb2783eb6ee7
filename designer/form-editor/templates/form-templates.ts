import type { LocalizedText } from '#findings'
import { blankField, type Clip, type FieldNode, type LayoutNode, type NodeKind, type PropertySchema } from '#forms'

/** Questions that are often asked together. They are put in as copies, to be changed freely. */
export interface FormTemplate {
  readonly id: 'person' | 'address' | 'contact' | 'photo-evidence' | 'opinion'
  readonly title: LocalizedText
  readonly clip: Clip
}

interface Question {
  readonly kind: NodeKind
  readonly property: string
  readonly title: LocalizedText
  readonly more?: Partial<FieldNode>
  readonly required?: boolean
}

const words = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en })

export const formTemplates: readonly FormTemplate[] = [
  template('person', words('人员', 'Person'), [
    { kind: 'text', property: 'name', title: words('姓名', 'Name'), more: { sensitivity: 'personal' }, required: true },
    { kind: 'person-id', property: 'citizenId', title: words('公民身份号码', 'Citizen identity number') },
    { kind: 'phone', property: 'phone', title: words('联系电话', 'Phone') },
  ]),
  template('address', words('地址', 'Address'), [
    { kind: 'address', property: 'address', title: words('详细地址', 'Address'), required: true },
    { kind: 'map-point', property: 'place', title: words('位置', 'Place on the map') },
  ]),
  template('contact', words('联系人', 'Contact'), [
    { kind: 'text', property: 'contactName', title: words('联系人', 'Contact'), more: { sensitivity: 'personal' } },
    { kind: 'phone', property: 'contactPhone', title: words('联系电话', 'Phone'), required: true },
    { kind: 'text', property: 'contactUnit', title: words('所在单位', 'Organisation') },
  ]),
  template('photo-evidence', words('现场照片', 'Photo evidence'), [
    { kind: 'photo', property: 'photos', title: words('现场照片', 'Photos'), more: { stamp: ['time', 'place'] } },
    { kind: 'long-text', property: 'photoNote', title: words('照片说明', 'What they show') },
  ]),
  template('opinion', words('意见与签名', 'Opinion and signature'), [
    { kind: 'long-text', property: 'opinion', title: words('意见', 'Opinion'), required: true },
    { kind: 'signature', property: 'signature', title: words('签名', 'Signature'), required: true },
    { kind: 'date', property: 'signedOn', title: words('日期', 'Date'), more: { prefill: 'today()' } },
  ]),
]

function template(id: FormTemplate['id'], title: LocalizedText, questions: readonly Question[]): FormTemplate {
  const blanks = questions.map(({ kind, property, title, more }) => {
    const { node, schema } = blankField(kind, { id: property, property })
    return { node: { ...node, title, ...more } as LayoutNode, schema: schema ?? {}, property }
  })
  const properties: Record<string, PropertySchema> = Object.fromEntries(
    blanks.map(({ property, schema }) => [property, schema]),
  )
  const required = questions.filter((question) => question.required).map(({ property }) => property)
  return {
    id,
    title,
    clip: {
      form: {
        id,
        title,
        schema: { type: 'object', properties, ...(required.length > 0 && { required }) },
        layout: [{ kind: 'section', id: 'part', title, children: blanks.map(({ node }) => node) }],
      },
    },
  }
}
