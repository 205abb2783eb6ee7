import type { Rule, Widget } from './form-definition.ts'

type Words = readonly [zh: string, en: string]

/** What a widget is called. */
export const widgetWords: Readonly<Record<Widget, Words>> = {
  text: ['单行文本', 'text'],
  'long-text': ['多行文本', 'long text'],
  number: ['数字', 'number'],
  money: ['金额', 'amount'],
  date: ['日期', 'date'],
  time: ['时间', 'time'],
  'date-range': ['起止日期', 'date range'],
  'yes-no': ['是否', 'yes or no'],
  choice: ['单选', 'choice'],
  'multiple-choice': ['多选', 'multiple choice'],
  cascade: ['级联选择', 'cascading choice'],
  'person-id': ['公民身份号码', 'citizen number'],
  phone: ['电话', 'phone'],
  address: ['地址', 'address'],
  file: ['附件', 'files'],
  photo: ['照片', 'photos'],
  signature: ['签名', 'signature'],
  'map-point': ['地图点', 'map point'],
}

/** What a rule of a kind is called. */
export const ruleWords: Readonly<Record<Rule['kind'], Words>> = {
  visible: ['显示', 'visible'],
  required: ['必填', 'required'],
  readonly: ['只读', 'readonly'],
  value: ['计算', 'value'],
  options: ['选项', 'options'],
  check: ['校验', 'check'],
}

const typeWords: Readonly<Record<string, Words>> = {
  string: ['文本（string）', 'string'],
  number: ['数字（number）', 'number'],
  integer: ['整数（integer）', 'integer'],
  boolean: ['是否（boolean）', 'boolean'],
  array: ['列表（array）', 'array'],
  object: ['对象（object）', 'object'],
}

/** What a type of JSON Schema is called. */
export function wordsOfType(type: string): Words {
  return Object.hasOwn(typeWords, type) ? typeWords[type]! : [type, type]
}
