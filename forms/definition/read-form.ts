import type { Finding } from '#findings'
import { type FormDefinition, widgets } from './form-definition.ts'
import { unsafeJson } from './json-limits.ts'
import { badReferences } from './schema-references.ts'
import { integer, isObject, list, object, oneOf, record, type Shape, string, words } from './shape.ts'

/**
 * Reads a form from the JSON of a `*.form.json`. Refused, with findings, where it has not the shape of a form or could
 * harm whoever walks it; `checkForm` then says whether it makes sense. Members it does not know are kept.
 */
export function readForm(json: unknown): {
  readonly form?: FormDefinition
  readonly findings: readonly Finding[]
} {
  const unsafe = unsafeJson(json)
  if (unsafe) return { findings: [unsafe] }
  const findings = formShape(json, { pointer: '' })
  if (findings.length > 0) return { findings: findings.slice(0, 50) }
  const reference = badReferences(isForm(json) ? json.schema : undefined)
  return reference || !isForm(json) ? { findings: reference ? [reference] : [] } : { form: json, findings: [] }
}

/** True for every value without findings of `formShape`. */
function isForm(json: unknown): json is FormDefinition {
  return isObject(json) && isObject(json.schema)
}

const id = string(100, /^[\p{L}\p{N}_.-]+$/u, {
  'zh-CN': '由字母、数字、点、下划线、连字符组成的编号',
  en: 'an id of letters, digits, dots, underscores and hyphens',
})

const propertyName: Shape = (value, place) =>
  typeof value === 'string' && value in Object.prototype
    ? string(0, undefined, { 'zh-CN': '另一个名称：此名称被占用', en: 'another name: this one is taken' })(value, place)
    : string(100, /^[\p{L}_][\p{L}\p{N}_]*$/u, {
        'zh-CN': '由字母、数字、下划线组成且不以数字开头的名称',
        en: 'a name of letters, digits and underscores that does not begin with a digit',
      })(value, place)

const feel = string(2000)
const title = words
const propertySchema = object({}, { type: string(20) })

const properties: Shape = (value, place) => [
  ...record(propertySchema)(value, place),
  ...(isObject(value)
    ? Object.keys(value).flatMap((name) => propertyName(name, { pointer: `${place.pointer}/${name}` }))
    : []),
]

const field = object(
  { kind: oneOf(['field']), id, property: propertyName, title },
  {
    help: words,
    widget: oneOf(widgets, 'unknown-widget'),
    codeList: id,
    options: list(object({ id, value: string(200), title })),
    prefill: feel,
    accept: list(string(100, /^[\w.+-]+\/(\*|[\w.+-]+)$/)),
    maxBytes: integer(1, 10 * 1024 * 1024),
    purpose: words,
    legalBasis: words,
    sensitivity: oneOf(['none', 'personal', 'sensitive']),
    span: integer(1, 24),
  },
)

const group = object(
  { kind: oneOf(['group']), id, property: propertyName, title, children: list(field) },
  { help: words, itemTitle: words, prefill: feel, purpose: words, legalBasis: words },
)

const text = object({ kind: oneOf(['text']), id, text: words })

const node: Shape = (value, place) => {
  const kind = isObject(value) ? value.kind : undefined
  if (kind === 'field') return field(value, place)
  if (kind === 'group') return group(value, place)
  if (kind === 'text') return text(value, place)
  if (kind === 'section') return section(value, place)
  return object({ kind: oneOf(['section', 'field', 'group', 'text']) })(value, place)
}

const section = object(
  { kind: oneOf(['section']), id, title, children: (value, place) => list(node)(value, place) },
  { help: words },
)

const rule = object(
  {
    id,
    target: id,
    kind: oneOf(['visible', 'required', 'readonly', 'value', 'options', 'check']),
    expression: feel,
  },
  { message: words },
)

const formShape = object(
  {
    id,
    title,
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
  { rules: list(rule) },
)
