import type { Finding, Locale } from '#findings'
import type { DefinitionKind } from '../bundle.ts'
import { doubt } from '../finding.ts'
import { isObject } from '../shape.ts'
import type { TranslatedTexts } from '../translation.ts'
import type { Change } from './patch.ts'
import { type Entries, entriesOf, type Json, type TreeNode } from './tree.ts'

/** The changes that put texts of one language in their places; a node that is not there is doubtful, not wrong. */
export function translated(
  kind: DefinitionKind,
  tree: TreeNode,
  { locale, nodes }: { readonly locale: Locale; readonly nodes: TranslatedTexts[string] },
): { readonly changes: readonly Change[]; readonly findings: readonly Finding[] } {
  const entries = entriesOf(tree)
  const findings: Finding[] = []
  const changes = Object.entries(nodes).flatMap(([node, texts]) => {
    if (!entries.has(node)) {
      findings.push(missing(node))
      return []
    }
    const named = typeof texts === 'string' ? { [titleOf(kind)]: texts } : texts
    return Object.entries(named).map(([property, text]) => change(kind, entries, { node, property, text, locale }))
  })
  return { changes, findings }
}

const isXml = (kind: DefinitionKind) => kind === 'process' || kind === 'decision'

function titleOf(kind: DefinitionKind): string {
  return isXml(kind) ? 'name' : 'title'
}

interface Text {
  readonly node: string
  readonly property: string
  readonly text: string
  readonly locale: Locale
}

function change(kind: DefinitionKind, entries: Entries, { node, property, text, locale }: Text): Change {
  if (isXml(kind)) return { op: 'set', node, property: locale === 'en' ? 'gezhi:nameEn' : property, value: text }
  const before = entries.get(node)?.values.get(property)
  const words: { readonly [name: string]: Json } = isWords(before) ? before : {}
  return { op: 'set', node, property, value: { ...words, [locale]: text } }
}

function isWords(value: Json | undefined): value is { readonly [name: string]: Json } {
  return isObject(value)
}

function missing(node: string): Finding {
  return doubt(
    'translation-node-missing',
    { node },
    [`译文中的“${node}”在定义中不存在`, `The translation names "${node}", which is not in the definition`],
    ['请删去这条译文，或改正编号', 'Remove this text, or correct the id'],
  )
}
