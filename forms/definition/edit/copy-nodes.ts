import type { Finding } from '#findings'
import type { FormDefinition, LayoutNode, PropertySchema } from '../form-definition.ts'
import { finding } from '../form-finding.ts'
import { type PlacedNode, placedNodes } from '../form-nodes.ts'
import { readForm } from '../read-form.ts'
import { isObject } from '../shape.ts'
import { answerSchema } from './answer-schemas.ts'

/** Nodes taken out of a form: a form of its own that holds them, their schemas and the rules about them. */
export interface Clip {
  readonly form: FormDefinition
}

const mark = 'gezhi-form-nodes'
/** Characters; a form of 5,000 nodes has fewer. */
const longest = 4_000_000

/** The named nodes with all that is in them, in the order of the form. One that lies in another comes with that one. */
export function copyNodes(form: FormDefinition, ids: readonly string[]): Clip {
  const placed = placedNodes(form)
  const asked = new Set(ids)
  const tops = placed.filter(
    ({ node, sections, group }) =>
      asked.has(node.id) && !sections.some((id) => asked.has(id)) && !(group && asked.has(group.id)),
  )
  const topIds = new Set(tops.map(({ node }) => node.id))
  const inside = placed.filter(
    ({ node, sections, group }) =>
      topIds.has(node.id) || sections.some((id) => topIds.has(id)) || (group && topIds.has(group.id)),
  )
  const insideIds = new Set(inside.map(({ node }) => node.id))
  const names = namesInClip(inside.filter(({ group }) => !(group && insideIds.has(group.id))))
  const answers = inside.flatMap(({ node, group }) => {
    if (!('property' in node) || (group && insideIds.has(group.id))) return []
    const answer = answerSchema(form, node.property, group?.property)
    return answer ? [{ name: names.get(node.id) ?? node.property, ...answer }] : []
  })
  const properties = Object.fromEntries(answers.map(({ name, schema }) => [name, schema]))
  const required = answers.filter((answer) => answer.required).map(({ name }) => name)
  const $defs = definitionsOf(properties, form.schema.$defs ?? {})
  const rules = (form.rules ?? []).filter(({ target }) => insideIds.has(target))
  return {
    form: {
      id: 'clip',
      title: form.title,
      schema: {
        type: 'object',
        properties,
        ...(required.length > 0 && { required }),
        ...(Object.keys($defs).length > 0 && { $defs }),
      },
      layout: tops.map(({ node }) => named(node, names)),
      ...(rules.length > 0 && { rules }),
    },
  }
}

/**
 * Names of the answers side by side in a clip, by node: a field of a group and one of the form may be called alike where
 * they come from.
 */
function namesInClip(placed: readonly PlacedNode[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const { node } of placed) {
    if (!('property' in node)) continue
    let name = node.property
    for (let number = 2; taken.has(name); number += 1) name = `${node.property}${number}`
    taken.add(name)
    names.set(node.id, name)
  }
  return names
}

function named(node: LayoutNode, names: ReadonlyMap<string, string>): LayoutNode {
  if (node.kind === 'section') return { ...node, children: node.children.map((child) => named(child, names)) }
  return 'property' in node ? { ...node, property: names.get(node.id) ?? node.property } : node
}

/** A clip as text for a clipboard. */
export function clipText({ form }: Clip): string {
  return JSON.stringify({ [mark]: 1, form })
}

/** Whether a text says it is a clip; whether it is a sound one, `readClip` tells. */
export function isClipText(text: string): boolean {
  return text.length <= longest && text.trimStart().startsWith(`{"${mark}"`)
}

/** Reads a clip that may come from anywhere: nothing of it is taken over that has not the shape of a form. */
export function readClip(text: string): { readonly clip?: Clip; readonly findings: readonly Finding[] } {
  if (text.length > longest) return { findings: [noClip] }
  try {
    const json: unknown = JSON.parse(text)
    if (!isObject(json) || !Object.hasOwn(json, mark)) return { findings: [noClip] }
    const { form, findings } = readForm(json.form)
    return form ? { clip: { form }, findings } : { findings }
  } catch {
    return { findings: [noClip] }
  }
}

const noClip = finding(
  'error',
  'form-clip',
  undefined,
  ['剪贴板里不是表单的字段', 'What was copied are no fields of a form'],
  ['在表单编辑器中复制字段，再到这里粘贴', 'Copy fields in a form editor, then paste them here'],
)

/** The shared schemas that these refer to, and those that they refer to. */
function definitionsOf(
  schemas: unknown,
  all: Readonly<Record<string, PropertySchema>>,
): Readonly<Record<string, PropertySchema>> {
  const found = new Map<string, PropertySchema>()
  let wanted = namesReferredTo(schemas)
  while (wanted.length > 0) {
    const fresh = wanted.filter((name) => !found.has(name) && Object.hasOwn(all, name))
    for (const name of fresh) found.set(name, all[name]!)
    wanted = fresh.flatMap((name) => namesReferredTo(all[name]))
  }
  return Object.fromEntries(found)
}

/** Names of `$defs` that a schema refers to. */
export function namesReferredTo(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesReferredTo)
  if (!isObject(schema)) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#/$defs/')
      ? [value.slice('#/$defs/'.length)]
      : namesReferredTo(value),
  )
}
