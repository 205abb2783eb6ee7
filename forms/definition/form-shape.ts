import { appearances, maskKinds, sensitivities, stamps, widgets } from './form-definition.ts'
import { byKind, integer, list, object, oneOf, record, type Shape, string, words, wordsSchema } from './shape.ts'

const id = string(200, /^[\p{L}\p{N}_.-]+$/u, {
  'zh-CN': '由字母、数字、点、下划线、连字符组成的编号',
  en: 'an id of letters, digits, dots, underscores and hyphens',
})

/** Names that JavaScript's own objects have. */
const taken = Object.getOwnPropertyNames(Object.prototype)

const propertyName = string(
  100,
  /^[\p{L}_][\p{L}\p{N}_]*$/u,
  {
    'zh-CN': '由字母、数字、下划线组成、不以数字开头、未被占用的名称',
    en: 'a name of letters, digits and underscores that does not begin with a digit and is not taken',
  },
  taken,
)

const feel = string(2000)
const yesNo = oneOf([true, false])
const columns = integer(1, 4)
const day = string(10, /^(\d{4}-\d{2}-\d{2}|today)$/, {
  'zh-CN': '日期（如 2026-03-05）或 today',
  en: 'a day like 2026-03-05, or today',
})

const properties = record(object({}, { type: string(20) }), propertyName)

const reasons = { purpose: words, legalBasis: words }

const field = object(
  { kind: oneOf(['field']), id, property: propertyName, title: words },
  {
    help: words,
    placeholder: words,
    unit: words,
    widget: oneOf(widgets, 'unknown-widget'),
    codeList: id,
    options: list(object({ id, value: string(200), title: words })),
    appearance: oneOf(appearances),
    within: propertyName,
    anyLevel: yesNo,
    earliest: day,
    latest: day,
    openEnd: yesNo,
    decimals: integer(0, 10),
    prefill: feel,
    accept: list(string(100, /^[\w.+-]+\/(\*|[\w.+-]+)$/)),
    maxBytes: integer(1, 10 * 1024 * 1024),
    stamp: list(oneOf(stamps)),
    ...reasons,
    sensitivity: oneOf(sensitivities),
    mask: oneOf(maskKinds),
    span: integer(1, 24),
  },
)

const group = object(
  {
    kind: oneOf(['group']),
    id,
    property: propertyName,
    title: words,
    children: list(byKind({ field: () => field, use: () => use }, '')),
  },
  { help: words, itemTitle: words, display: oneOf(['cards', 'table']), columns, prefill: feel, ...reasons },
)

const text = object({ kind: oneOf(['text']), id, text: words })

const use = object(
  { kind: oneOf(['use']), id, form: id, title: words },
  { help: words, prefix: propertyName, asSection: yesNo, omit: list(id), ...reasons },
)

const node = byKind(
  { section: () => section, field: () => field, group: () => group, text: () => text, use: () => use },
  '',
)

const section: Shape = object(
  { kind: oneOf(['section']), id, title: words, children: list(node) },
  { help: words, columns, collapsible: oneOf(['open', 'closed']), ...reasons },
)

const rule = object(
  {
    id,
    target: id,
    kind: oneOf(['visible', 'required', 'readonly', 'value', 'options', 'check']),
    expression: feel,
  },
  { message: words, names: record(propertyName, propertyName) },
)

/** What a `*.form.json` must look like before anything is made of it. */
export const formShape = object(
  {
    id,
    title: words,
    schema: object(
      { type: oneOf(['object']), properties },
      {
        $schema: oneOf(['https://json-schema.org/draft/2020-12/schema']),
        required: list(string(100)),
        additionalProperties: oneOf([false]),
        $defs: properties,
      },
    ),
    layout: list(node),
  },
  {
    $schema: string(500),
    part: yesNo,
    display: oneOf(['page', 'steps']),
    columns,
    ...reasons,
    rules: list(rule),
  },
)

/** JSON Schema, draft 2020-12, of a `*.form.json`: `form.schema.json` is this, written out. */
export function formJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Gezhi form',
    description: 'What a *.form.json holds. See docs/form-format.md.',
    ...formShape.schema,
    $defs: {
      words: wordsSchema,
      section: section.schema,
      field: field.schema,
      group: group.schema,
      text: text.schema,
      use: use.schema,
    },
  }
}
