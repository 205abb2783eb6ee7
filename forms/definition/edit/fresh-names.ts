import type { FormDefinition } from '../form-definition.ts'
import { itemSchema, placedNodes } from '../form-nodes.ts'
import { isReadableName } from '../readable-name.ts'

/** Every permanent id in use: of nodes, options and rules. */
export function usedIds(form: FormDefinition): ReadonlySet<string> {
  return new Set([
    ...placedNodes(form).flatMap(({ node }) => [
      node.id,
      ...(node.kind === 'field' ? (node.options ?? []).map(({ id }) => id) : []),
    ]),
    ...(form.rules ?? []).map(({ id }) => id),
  ])
}

/** `wish` made an id, with a number behind it where it is used. Pass what older versions used too: an id is never used again. */
export function freshId(wish: string, used: ReadonlySet<string>): string {
  const stem =
    wish
      .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'node'
  return numbered(stem, '-', (name) => used.has(name))
}

/** `wish` made a name for an answer, which no field has and expressions can read. */
export function freshProperty(wish: string, form: FormDefinition): string {
  const stem =
    wish
      .replaceAll(/[^\p{L}\p{N}_]+/gu, '')
      .replace(/^\p{N}+/u, '')
      .slice(0, 60) || 'answer'
  const used = new Set([
    ...Object.keys(form.schema.properties),
    ...Object.values(form.schema.properties).flatMap((schema) => Object.keys(itemSchema(schema).properties)),
  ])
  return numbered(stem, '', (name) => used.has(name) || !isReadableName(name))
}

function numbered(stem: string, joint: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(stem)) return stem
  for (let number = 2; ; number += 1) if (!isTaken(`${stem}${joint}${number}`)) return `${stem}${joint}${number}`
}
