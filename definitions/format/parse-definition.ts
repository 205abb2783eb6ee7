import type { Finding } from '#findings'
import { type CodeList, type FormDefinition, readForm } from '#forms'
import type { DefinitionKind, Role, XmlDefinition } from './bundle.ts'
import { deepFreeze } from './deep-freeze.ts'
import { definitionKinds } from './definition-path.ts'
import { problem } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import { type KeptResults, keptResults } from './kept-results.ts'
import { parseJson } from './parse-json.ts'
import { readCodeList } from './read-code-list.ts'
import { readDecision } from './read-decision.ts'
import { readProcess } from './read-process.ts'
import { readRole } from './read-role.ts'
import { type RecordType, readRecordType } from './record-type.ts'
import { readSetting, type Setting } from './setting.ts'
import { readView, type View } from './view.ts'

/** What a definition of each kind is. */
export interface DefinitionOfKind {
  process: XmlDefinition
  form: FormDefinition
  decision: XmlDefinition
  codeList: CodeList
  role: Role
  record: RecordType
  view: View
  setting: Setting
}

export interface Parsed<K extends DefinitionKind> {
  readonly definition?: DefinitionOfKind[K]
  readonly findings: readonly Finding[]
}

/**
 * Reads one definition from its text and checks it by itself. With errors there may still be a definition (a draft
 * that is not finished); what it refers to is checked when a release is resolved. The same text gives the same
 * definition, immutable, as long as it is remembered.
 */
export function parseDefinition<K extends DefinitionKind>(kind: K, content: string): Promise<Parsed<K>> {
  return (parsedBefore[kind] as KeptResults<Promise<Parsed<K>>>).of(content, async () => {
    const { definition, findings } = await parsers[kind](content)
    return { ...(definition && { definition: deepFreeze(definition) }), findings }
  })
}

/** Characters of text remembered of each kind. */
const rememberedCharacters = 16_000_000

const parsedBefore = Object.fromEntries(
  definitionKinds.map((kind) => [kind, keptResults(rememberedCharacters, (text) => text.length)]),
) as { readonly [K in DefinitionKind]: KeptResults<Promise<Parsed<K>>> }

const parsers: { readonly [K in DefinitionKind]: (content: string) => Promise<Parsed<K>> } = {
  process: async (content) => {
    const { process, findings } = await readProcess(content)
    return { definition: process, findings }
  },
  decision: async (content) => {
    const { decision, findings } = await readDecision(content)
    return { definition: decision, findings }
  },
  form: async (content) =>
    fromJson(content, (json) => {
      const { form, findings } = readForm(json)
      return form && !isIdentifier(form.id)
        ? { findings: [...findings, badId(form.id)] }
        : { definition: form, findings }
    }),
  codeList: async (content) =>
    fromJson(content, (json) => {
      const { codeList, findings } = readCodeList(json)
      return { definition: codeList, findings }
    }),
  role: async (content) =>
    fromJson(content, (json) => {
      const { role, findings } = readRole(json)
      return { definition: role, findings }
    }),
  record: async (content) =>
    fromJson(content, (json) => {
      const { recordType, findings } = readRecordType(json)
      return { definition: recordType, findings }
    }),
  view: async (content) =>
    fromJson(content, (json) => {
      const { view, findings } = readView(json)
      return { definition: view, findings }
    }),
  setting: async (content) =>
    fromJson(content, (json) => {
      const { setting, findings } = readSetting(json)
      return { definition: setting, findings }
    }),
}

function fromJson<K extends DefinitionKind>(content: string, read: (json: unknown) => Parsed<K>): Parsed<K> {
  const { value, findings } = parseJson(content)
  return findings.length > 0 ? { findings } : read(value)
}

function badId(id: string): Finding {
  return problem(
    'definition-id',
    { node: id },
    [`编号“${id}”不可使用`, `The id "${id}" cannot be used`],
    ['请用字母、数字、连字符另取编号', 'Give it an id of letters, digits and hyphens'],
  )
}
