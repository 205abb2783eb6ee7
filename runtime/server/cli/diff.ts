import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import {
  type Bundle,
  type DefinitionChange,
  type DefinitionKind,
  definitionsOf,
  definitionText,
  diffDefinition,
  diffReleases,
  type Patch,
  readBundle,
} from '#definitions'
import { type Locale, type LocalizedText, localize } from '#findings'
import { diffForms, type FormDefinition } from '#forms'
import { verifyPackage } from '../packages/index.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { installedKeys } from './installed-keys.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { reportFindings } from './report-findings.ts'

export interface DiffArguments {
  /** Folders or packages of two versions of a bundle. */
  readonly before: string
  readonly after: string
  readonly json?: boolean
  readonly lang?: string
}

interface Difference extends DefinitionChange {
  /** What turns the old one into the new one. */
  readonly patch?: Patch
  /** Of a form, in words. */
  readonly words?: readonly LocalizedText[]
}

/** `gezhi diff OLD NEW`: what differs, in words and as patches. Exit code 0: nothing; 1: something; 2: one cannot be read. */
export async function diff(args: DiffArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const bundles: Bundle[] = []
  for (const source of [args.before, args.after]) {
    const bundle = await bundleAt(source, locale, out)
    if (!bundle) return 2
    bundles.push(bundle)
  }
  const [before, after] = bundles as [Bundle, Bundle]
  const differences = await Promise.all(diffReleases(before, after).map((change) => described(before, after, change)))
  if (args.json) {
    const version = ({ manifest: { id, version: of } }: Bundle) => ({ id, version: of })
    out.line(JSON.stringify({ before: version(before), after: version(after), differences }))
  } else if (differences.length === 0) out.line(say('没有不同', 'They do not differ'))
  else for (const difference of differences) report(difference, locale, out)
  return differences.length > 0 ? 1 : 0
}

async function described(before: Bundle, after: Bundle, change: DefinitionChange): Promise<Difference> {
  const { kind, id } = change
  if (change.change !== 'changed') return change
  const [old, now] = [of(before, kind, id), of(after, kind, id)]
  const { patch } = await diffDefinition(kind, definitionText(old), definitionText(now))
  const words = kind === 'form' ? formWords(old as FormDefinition, now as FormDefinition) : undefined
  return { ...change, ...(patch && { patch }), ...(words && { words }) }
}

type Definition = Parameters<typeof definitionText>[0]

function of(bundle: Bundle, kind: DefinitionKind, id: string): Definition {
  const table: Readonly<Record<string, Definition>> = definitionsOf(bundle, kind)
  return table[id]!
}

function formWords(old: FormDefinition, now: FormDefinition): LocalizedText[] {
  return diffForms(old, now).map(({ message }) => message)
}

function report({ kind, id, title, change, patch, words }: Difference, locale: Locale, out: CommandOutput): void {
  const sign = { added: '+', changed: '~', removed: '-' }[change]
  out.line(`${sign} ${kind}/${id}  ${localize(title, locale)}`)
  if (words) for (const said of words) out.line(`    ${localize(said, locale)}`)
  else
    for (const one of patch?.changes ?? [])
      out.line(`    ${one.op} ${one.node}${'property' in one ? ` ${one.property}` : ''}`)
}

async function bundleAt(source: string, locale: Locale, out: CommandOutput): Promise<Bundle | undefined> {
  const say = speaking(locale)
  if (!existsSync(source)) {
    out.note(say(`没有“${source}”。`, `There is no "${source}".`))
    return undefined
  }
  const read = statSync(source).isDirectory() ? await readBundleFolder(source) : await packaged(await readFile(source))
  const { bundle, findings } = read.files ? await readBundle(read.files) : { bundle: undefined, findings: [] }
  if (!bundle) reportFindings([...read.findings, ...findings], locale, out)
  return bundle
}

/** To look at a package one need not trust its maker. */
async function packaged(bytes: Buffer) {
  const { package: opened, findings } = await verifyPackage(bytes, await installedKeys(), { allowUnsigned: true })
  return { files: opened?.files, findings }
}
