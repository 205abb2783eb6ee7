import type { LocalizedText } from '#findings'
import { maskOf } from '../../data/mask.ts'
import type { FieldNode, FormDefinition, LayoutNode, PropertySchema } from '../form-definition.ts'
import { fieldSchema, itemSchema, type PlacedNode, widgetOf } from '../form-nodes.ts'
import { change, type FormChange, nameOf } from './form-change.ts'
import { keywordChanges } from './keyword-changes.ts'
import { optionChanges } from './option-changes.ts'
import { same } from './same.ts'

/** What changed about a node that is in both versions: what it takes, how it is asked, why. */
export function diffAnswers(
  before: FormDefinition,
  after: FormDefinition,
  old: PlacedNode,
  now: PlacedNode,
): readonly FormChange[] {
  const { node: was } = old
  const { node: is } = now
  const [zh, en] = nameOf(is)
  const changes: FormChange[] = []
  if ('property' in was && 'property' in is) {
    if (was.property !== is.property)
      changes.push(
        change(
          'renamed',
          is.id,
          [
            `${zh}的数据名由 ${was.property} 改为 ${is.property}`,
            `${en} is now stored as ${is.property}, no longer as ${was.property}`,
          ],
          'loses',
        ),
      )
    const [wasDemanded, isDemanded] = [isDemandedIn(before, old), isDemandedIn(after, now)]
    if (!wasDemanded && isDemanded)
      changes.push(change('narrowed', is.id, [`${zh}改为必填`, `${en} is required now`], 'asks'))
    if (wasDemanded && !isDemanded) changes.push(change('widened', is.id, [`${zh}改为选填`, `${en} is optional now`]))
    const [wasSchema, isSchema] = [schemaOf(before, old), schemaOf(after, now)]
    if (was.kind === 'field' && is.kind === 'field') changes.push(...diffField(was, is, wasSchema, isSchema))
    else changes.push(...keywordChanges(is, ownKeywords(wasSchema), ownKeywords(isSchema)))
    if (!same(was.prefill, is.prefill))
      changes.push(change('changed', is.id, [`${zh}的预填内容有修改`, `What ${en} opens with changed`]))
  }
  if (!same(look(was), look(is)))
    changes.push(change('changed', is.id, [`${zh}的显示方式有修改`, `${en} is shown in another way`]))
  if ('purpose' in was || 'purpose' in is || 'legalBasis' in was || 'legalBasis' in is) {
    const reasons = (node: LayoutNode): readonly (LocalizedText | undefined)[] =>
      node.kind === 'text' ? [] : [node.purpose, node.legalBasis]
    if (!same(reasons(was), reasons(is)))
      changes.push(
        change('privacy', is.id, [`${zh}的收集目的或法律依据有修改`, `The purpose or legal basis of ${en} changed`]),
      )
  }
  return changes
}

function diffField(was: FieldNode, is: FieldNode, wasSchema: PropertySchema, isSchema: PropertySchema): FormChange[] {
  const [zh, en] = nameOf(is)
  const [wasWidget, isWidget] = [widgetOf(was, wasSchema), widgetOf(is, isSchema)]
  const changes: FormChange[] = []
  if (!same(wasSchema.type, isSchema.type) || kindOfAnswer(wasWidget) !== kindOfAnswer(isWidget))
    changes.push(
      change(
        'retyped',
        is.id,
        [`${zh}改用另一种填写方式，答案的格式不同`, `${en} takes another kind of answer`],
        'may-refuse',
      ),
    )
  else {
    if (wasWidget !== isWidget)
      changes.push(change('changed', is.id, [`${zh}改用另一种填写方式`, `${en} is asked in another way`]))
    changes.push(...keywordChanges(is, limitsOf(was, wasSchema), limitsOf(is, isSchema)))
  }
  changes.push(...optionChanges(was, is, wasSchema, isSchema))
  if (was.sensitivity !== is.sensitivity || maskOf(was, wasSchema) !== maskOf(is, isSchema))
    changes.push(change('privacy', is.id, [`${zh}的个人信息级别或隐去方式有修改`, `How ${en} is protected changed`]))
  return changes
}

/** Keywords of the schema and members of the field that limit what is taken. */
function limitsOf(field: FieldNode, schema: PropertySchema): Readonly<Record<string, unknown>> {
  const { within, anyLevel, earliest, latest, openEnd, decimals, accept, maxBytes, stamp } = field
  const { enum: _enum, ...keywords } = ownKeywords(schema)
  return { ...keywords, within, anyLevel, earliest, latest, openEnd, decimals, accept, maxBytes, stamp }
}

/** The schema without what says nothing about what is taken, and for groups without the items. */
function ownKeywords(schema: PropertySchema): PropertySchema {
  const { type: _type, items, title: _title, description: _description, ...keywords } = schema
  const isOfGroup = typeof items === 'object' && items !== null && 'properties' in items
  return isOfGroup || items === undefined || 'enum' in (items as object) ? keywords : { ...keywords, items }
}

function kindOfAnswer(widget: ReturnType<typeof widgetOf>): string {
  if (['text', 'long-text', 'person-id', 'phone'].includes(widget)) return 'text'
  if (widget === 'choice' || widget === 'cascade') return 'code'
  if (widget === 'file' || widget === 'photo') return 'files'
  return widget
}

function look(node: LayoutNode): unknown {
  if (node.kind === 'field') return [node.span, node.appearance]
  if (node.kind === 'group') return [node.display ?? 'cards', node.columns]
  return node.kind === 'section' ? [node.columns, node.collapsible] : []
}

function schemaOf(form: FormDefinition, { node, group }: PlacedNode): PropertySchema {
  return node.kind === 'field' || node.kind === 'group' ? fieldSchema(form, node, group) : {}
}

function isDemandedIn(form: FormDefinition, { node, group }: PlacedNode): boolean {
  if (!('property' in node)) return false
  const required = group ? itemSchema(form.schema.properties[group.property]).required : (form.schema.required ?? [])
  return required.includes(node.property)
}
