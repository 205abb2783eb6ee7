/** An element of an XML text: names with their prefixes, attributes, and either elements or text in it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Of an element without elements in it. */
  readonly text?: string
}

/**
 * Reads XML that a modeling library has written: well formed, without a DOCTYPE, no text beside elements. Comments and
 * processing instructions are left out. Prefixes of `prefixes` (by namespace) are used whatever the text calls them;
 * others stay, and are declared at the root.
 */
export function readXml(xml: string, prefixes: ReadonlyMap<string, string>): XmlElement {
  const top: Open = { name: '', attributes: new Map(), children: [], text: '', scope: new Map() }
  const foreign = new Map<string, string>()
  const open: Open[] = [top]
  for (const [, cdata, close, name, attributes = '', empty, text] of xml.matchAll(token)) {
    const parent = open.at(-1)!
    if (text !== undefined) parent.text += unescaped(text)
    else if (cdata !== undefined) parent.text += cdata
    else if (close !== undefined) open.pop()
    else if (name !== undefined) {
      const element = opened(name, attributes, parent.scope, prefixes, foreign)
      parent.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [root] = top.children
  if (!root) throw new Error('The text holds no element')
  const { attributes, ...rest } = finished(root)
  return {
    ...rest,
    attributes: new Map([...[...foreign].map(([prefix, uri]) => [`xmlns:${prefix}`, uri] as const), ...attributes]),
  }
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^>]+)>|<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g

interface Open {
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: Open[]
  text: string
  /** Namespaces by prefix. */
  readonly scope: ReadonlyMap<string, string>
}

function opened(
  name: string,
  source: string,
  outer: ReadonlyMap<string, string>,
  prefixes: ReadonlyMap<string, string>,
  foreign: Map<string, string>,
): Open {
  const given = [...source.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, attribute = '', double, single]) => [attribute, unescaped(double ?? single ?? '')] as const,
  )
  const scope = new Map(outer)
  for (const [attribute, uri] of given) {
    if (attribute === 'xmlns') scope.set('', uri)
    else if (attribute.startsWith('xmlns:')) scope.set(attribute.slice('xmlns:'.length), uri)
  }
  const known = (qualified: string, isAttribute: boolean): string => {
    const [local = '', prefix = ''] = qualified.split(':').reverse()
    if (prefix === 'xml' || (prefix === '' && isAttribute)) return qualified
    const uri = scope.get(prefix)
    const canonical = uri === undefined ? undefined : prefixes.get(uri)
    if (canonical !== undefined) return `${canonical}:${local}`
    if (uri !== undefined) foreign.set(prefix === '' ? 'own' : prefix, uri)
    return prefix === '' && uri !== undefined ? `own:${local}` : qualified
  }
  const attributes = given
    .filter(([attribute]) => attribute !== 'xmlns' && !attribute.startsWith('xmlns:'))
    .map(([attribute, value]) => {
      const own = known(attribute, true)
      return [own, own === 'xsi:type' ? known(value, false) : value] as const
    })
  return { name: known(name, false), attributes: new Map(attributes), children: [], text: '', scope }
}

function finished({ name, attributes, children, text }: Open): XmlElement {
  const hasText = children.length === 0 && text.trim() !== ''
  return { name, attributes, children: children.map(finished), ...(hasText && { text }) }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (name) return named[name] ?? whole
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** The element as XML text. Names are the caller's to check. */
export function writeXml({ name, attributes, children, text }: XmlElement): string {
  const written = [...attributes].map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`).join('')
  const inner = text !== undefined ? escaped(text) : children.map(writeXml).join('')
  return `<${name}${written}>${inner}</${name}>`
}

/** XML 1.0 has no way to write other control characters. */
function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
      .replace(/[\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  )
}
