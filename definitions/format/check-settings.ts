import type { Process } from '#engine'
import { type FeelExpression, FeelSyntaxError, parseExpression } from '#feel'
import type { Finding } from '#findings'
import { type FormDefinition, placedNodes } from '#forms'
import type { Definitions, XmlDefinition } from './bundle.ts'
import { decisionsOf } from './decisions-of.ts'
import { definitionsOf } from './definition-tables.ts'
import { problem } from './finding.ts'
import { isObject } from './shape.ts'

/** A setting that an expression reads, and the node the expression belongs to. */
export interface SettingRead {
  readonly setting: string
  readonly node: string
}

export function settingsOfProcess({ expressions }: Process): readonly SettingRead[] {
  return expressions.flatMap(({ elementId, expression }) => readsOf(expression, elementId))
}

const ofForms = new WeakMap<FormDefinition, readonly SettingRead[]>()

export function settingsOfForm(form: FormDefinition): readonly SettingRead[] {
  const known = ofForms.get(form)
  if (known) return known
  const sources = [
    ...(form.rules ?? []).map(({ id, expression }) => [id, expression] as const),
    ...placedNodes(form).flatMap(({ node }) =>
      'prefill' in node && node.prefill !== undefined ? [[node.id, node.prefill] as const] : [],
    ),
  ]
  const reads = sources
    .filter(([, source]) => source.includes('settings'))
    .flatMap(([id, source]) => readsOf(parsed(source), id))
  ofForms.set(form, reads)
  return reads
}

const ofDecisions = new WeakMap<XmlDefinition, readonly SettingRead[]>()

export async function settingsOfDecision(definition: XmlDefinition): Promise<readonly SettingRead[]> {
  const known = ofDecisions.get(definition)
  if (known) return known
  const { decisions } = await decisionsOf({ decisions: { [definition.id]: definition } })
  const reads = definition.xml.includes('settings')
    ? Object.values(decisions).flatMap(({ id, logic, knowledge }) =>
        expressionsIn([logic, knowledge]).flatMap((expression) => readsOf(expression, id)),
      )
    : []
  ofDecisions.set(definition, reads)
  return reads
}

/** Settings that are read and that no bundle declares. */
export function unknownSettings(reads: readonly SettingRead[], definitions: Definitions): Finding[] {
  const settings = definitionsOf(definitions, 'setting')
  const seen = new Set<string>()
  return reads
    .filter(({ setting, node }) => {
      const place = `${node} ${setting}`
      if (Object.hasOwn(settings, setting) || seen.has(place)) return false
      seen.add(place)
      return true
    })
    .map(({ setting, node }) => {
      const known = Object.keys(settings).slice(0, 12).join(', ') || '—'
      return problem(
        'setting-unknown',
        { node },
        [`“${node}”读取的设置“${setting}”没有声明`, `"${node}" reads the setting "${setting}", which nobody declares`],
        [
          `请在 settings.schema.json 中声明它，或改用已有的设置（${known}）`,
          `Declare it in settings.schema.json, or use one that there is (${known})`,
        ],
      )
    })
}

function readsOf(expression: FeelExpression | undefined, node: string): SettingRead[] {
  return (expression?.paths ?? [])
    .filter((path) => path.startsWith('settings.'))
    .map((path) => ({ setting: path.slice('settings.'.length), node }))
}

function parsed(source: string): FeelExpression | undefined {
  try {
    return parseExpression(source)
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined
    throw error
  }
}

/** The expressions anywhere in the logic of a decision. */
function expressionsIn(value: unknown): FeelExpression[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn)
  if (!isObject(value)) return []
  return isExpression(value) ? [value] : Object.values(value).flatMap(expressionsIn)
}

function isExpression(value: object): value is FeelExpression {
  return 'source' in value && 'evaluate' in value
}
