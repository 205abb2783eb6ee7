import type { ModdleElement } from './moddle-element.ts'

/** What the reader takes for an id; XML itself allows letters of every language, and other tools write digits first. */
const plainId = /^[a-z_][\w.-]*$/i

/** Attributes and elements that name another element by its id. */
const refersByAttribute = /^(?:\w+:)?(?:id|default|bpmnElement|sourceElement|targetElement|\w*Refs?)$/
const refersByBody = /^(?:[\w.-]+:)?(?:incoming|outgoing|source|target|\w*Refs?)$/

/**
 * The text with an ASCII id in the place of each id that the reader would refuse, wherever an element is named by it, and
 * references without a namespace prefix. `restore` gives the elements that were read their own ids again.
 */
export function withPlainIds(xml: string): { text: string; restore: (elements: Iterable<ModdleElement>) => void } {
  const tags = tagsOf(xml)
  const ids = new Set(
    tags.flatMap(({ text }) => attributesOf(text).flatMap(({ name, value }) => (name === 'id' ? value : []))),
  )
  const alias = new Map<string, string>()
  for (const id of ids) if (!plainId.test(id)) alias.set(id, fresh(ids, alias.size))
  const own = new Map([...alias].map(([id, stand]) => [stand, id]))

  const named = (value: string) => {
    const local = value.slice(value.indexOf(':') + 1)
    const meant = !ids.has(value) && ids.has(local) ? local : value
    return alias.get(meant) ?? meant
  }
  let text = ''
  let from = 0
  for (const tag of tags) {
    text += xml.slice(from, tag.at) + renamed(tag.text, named)
    from = tag.at + tag.text.length
    if (!refersByBody.test(tag.name) || tag.text.endsWith('/>')) continue
    const end = xml.indexOf('<', from)
    const body = end < 0 ? '' : xml.slice(from, end)
    if (body.trim() === '') continue
    text += named(body.trim())
    from = end
  }
  return {
    text: text + xml.slice(from),
    restore: (elements) => {
      for (const element of elements) {
        const id = own.get(element.id ?? '')
        if (id !== undefined && isWritable(element)) element.set('id', id)
      }
    },
  }
}

export function isWritable(
  element: ModdleElement,
): element is ModdleElement & { set: (name: string, value: unknown) => void } {
  return 'set' in element
}

function fresh(ids: ReadonlySet<string>, from: number): string {
  let number = from
  while (ids.has(`id-${number}`)) number += 1_000_000
  return `id-${number}`
}

interface Tag {
  readonly at: number
  readonly name: string
  readonly text: string
}

/** Opening tags; what stands in comments, sections and instructions is none. */
function tagsOf(xml: string): Tag[] {
  const tags: Tag[] = []
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const skipped = skippedTo(xml, at)
    if (skipped !== undefined) {
      at = skipped
      continue
    }
    const end = endOfTag(xml, at)
    const text = xml.slice(at, end)
    tags.push({ at, name: /^<([^\s/>]*)/.exec(text)?.[1] ?? '', text })
    at = end - 1
  }
  return tags
}

function skippedTo(xml: string, at: number): number | undefined {
  for (const [begin, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['</', '>'],
    ['<!', '>'],
  ] as const) {
    if (!xml.startsWith(begin, at)) continue
    const found = xml.indexOf(end, at + begin.length)
    return found < 0 ? xml.length : found
  }
  return undefined
}

/** The tag's end, minding that `>` may stand within quotes. */
function endOfTag(xml: string, at: number): number {
  for (let next = at + 1; next < xml.length; next += 1) {
    const sign = xml[next]
    if (sign === '>') return next + 1
    if (sign !== '"' && sign !== "'") continue
    const closing = xml.indexOf(sign, next + 1)
    if (closing < 0) return xml.length
    next = closing
  }
  return xml.length
}

const attribute = /([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*')/g

function attributesOf(tag: string): { name: string; value: string }[] {
  return [...tag.matchAll(attribute)].map(([, name = '', , quoted = '']) => ({
    name,
    value: quoted.slice(1, -1).trim(),
  }))
}

function renamed(tag: string, named: (value: string) => string): string {
  return tag.replace(attribute, (whole, name: string, is: string, quoted: string) => {
    if (!refersByAttribute.test(name)) return whole
    return `${name}${is}${quoted[0]}${named(quoted.slice(1, -1).trim())}${quoted[0]}`
  })
}
