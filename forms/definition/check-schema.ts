import type { Finding } from '#findings'
import { schemaMistakes, schemaRefusal } from '../data/json-schema.ts'
import { linearPattern } from '../data/linear-pattern.ts'
import type { AnswersSchema, FormDefinition, PropertySchema } from './form-definition.ts'
import { finding } from './form-finding.ts'
import { fieldSchema, placedNodes } from './form-nodes.ts'
import { patternWords, schemaWords } from './schema-words.ts'
import { isObject } from './shape.ts'

/** Whether ajv's strict mode takes the schema, and every pattern runs in linear time. */
export function checkSchema(form: FormDefinition): readonly Finding[] {
  const patterns = placedNodes(form).flatMap(({ node, group }) =>
    node.kind === 'field' ? patternFindings(node.id, node.title['zh-CN'], fieldSchema(form, node, group)) : [],
  )
  if (patterns.length > 0) return patterns
  const mistakes = schemaMistakes(form.schema)
  if (mistakes.length > 0)
    return [...new Map(mistakes.toReversed().map((mistake) => [mistake.instancePath, mistake])).values()]
      .slice(0, 10)
      .map((mistake) => refused(form, mistake.instancePath, mistake.message ?? mistake.keyword))
  const { properties, ...frame } = form.schema
  const isOneByOne = !/"\$(?:ref|dynamicRef|id|anchor|dynamicAnchor)":/.test(JSON.stringify(form.schema))
  const words = isOneByOne ? schemaRefusal({ ...frame, properties: {} }) : schemaRefusal(form.schema)
  if (words === undefined && !isOneByOne) return []
  const alone = Object.entries(properties).flatMap(([name, property]) => {
    const own = isOneByOne ? refusedAlone(property) : schemaRefusal(around(property, form.schema.$defs))
    return own === undefined ? [] : [refused(form, `/properties/${name}`, own)]
  })
  return alone.length > 0 || words === undefined ? alone : [refused(form, '', words)]
}

function around(property: PropertySchema, $defs?: AnswersSchema['$defs']): AnswersSchema {
  return { type: 'object', properties: { answer: property }, ...($defs && { $defs }) }
}

/** Questions of one kind have one schema: what was found of it holds wherever it stands by itself. */
const foundAlone = new Map<string, string | undefined>()
const keptAlone = 2000

function refusedAlone(property: PropertySchema): string | undefined {
  const text = JSON.stringify(property)
  if (foundAlone.has(text)) return foundAlone.get(text)
  const words = schemaRefusal(around(property))
  if (foundAlone.size >= keptAlone) foundAlone.clear()
  if (text.length < 4000) foundAlone.set(text, words)
  return words
}

function patternFindings(id: string, title: string, schema: PropertySchema): readonly Finding[] {
  return patternsIn(schema).flatMap((pattern) => {
    try {
      linearPattern(pattern)
      return []
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [
        finding(
          'error',
          'pattern',
          id,
          [
            `“${title}”的格式表达式 ${pattern.slice(0, 80)} 不能使用：${patternWords(reason)}。`,
            `The pattern ${pattern.slice(0, 80)} of "${id}" cannot be used: ${reason}.`,
          ],
          [
            '改写：不用前后查找和反向引用，重复不超过 1000 次。',
            'Write it without look-around and back-references, and with at most 1,000 repetitions.',
          ],
        ),
      ]
    }
  })
}

function patternsIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(patternsIn)
  if (!isObject(schema)) return []
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === 'pattern' && typeof value === 'string') return [value]
    if (keyword === 'patternProperties' && isObject(value)) return [...Object.keys(value), ...patternsIn(value)]
    return keyword === 'enum' || keyword === 'const' ? [] : patternsIn(value)
  })
}

function refused(form: FormDefinition, path: string, words: string): Finding {
  const property = path.split('/')[2]
  const owner = placedNodes(form).find(({ node, group }) => !group && 'property' in node && node.property === property)
  return finding(
    'error',
    'schema',
    owner?.node.id,
    [
      `schema${path ? ` 的 ${path}` : ''} 不符合 JSON Schema 2020-12（严格模式）：${schemaWords(words)}`,
      `The schema${path ? ` at ${path}` : ''} is not accepted as JSON Schema 2020-12 in strict mode: ${words}`,
    ],
    ['按提示修改 schema。', 'Change the schema as said.'],
  )
}
