import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readBundle } from '#definitions'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { inPackage } from './environment.ts'
import { readBundleFolder } from './read-bundle-folder.ts'

export interface NewArguments {
  readonly id: string
  /** Chinese title; the id where left out. */
  readonly title?: string
  readonly titleEn?: string
  /** Folder to make; one named after the id where left out. */
  readonly to?: string
  /** Makes a layer for this region instead of a module. */
  readonly layer?: string
  /** Bundles that the layer adapts. */
  readonly adapts?: readonly string[]
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi new ID`: the folder of a bundle that passes `gezhi check` as it is. Exit code 0: made; 2: the id cannot be one, a
 * bundle to adapt is not there, or the folder is. Nothing is overwritten.
 */
export async function newBundle(args: NewArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const folder = resolve(args.to ?? args.id)
  if (existsSync(folder)) {
    out.note(say(`“${folder}”已存在，不会覆盖。`, `"${folder}" is there already and is not overwritten.`))
    return 2
  }
  const made = args.layer === undefined ? await moduleFiles(args) : await layerFiles(args, args.layer, dirname(folder))
  if ('missing' in made) {
    out.note(say(`没有定义包“${made.missing}”。`, `There is no bundle "${made.missing}".`))
    return 2
  }
  const { findings } = await readBundle(made.files)
  const [wrong] = findings.filter(({ severity }) => severity === 'error')
  if (wrong) {
    out.note(say(`${wrong.message['zh-CN']}。${wrong.remedy['zh-CN']}。`, `${wrong.message.en}. ${wrong.remedy.en}.`))
    return 2
  }
  for (const [path, text] of made.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { flag: 'wx' })
  }
  if (args.json) out.line(JSON.stringify({ ok: true, folder, files: [...made.files.keys()] }))
  else {
    out.line(say(`✔ 已建立 ${folder}`, `✔ Made ${folder}`))
    out.line(
      say(`    接下来：npx gezhi check ${args.to ?? args.id}`, `    Next: npx gezhi check ${args.to ?? args.id}`),
    )
  }
  return 0
}

type Made = { readonly files: ReadonlyMap<string, string> } | { readonly missing: string }

const template = { id: 'my-module', zh: '我的事项', en: 'My module' }

async function moduleFiles({ id, title = id, titleEn = title }: NewArguments): Promise<Made> {
  const { files } = await readBundleFolder(inPackage(`definitions/templates/${template.id}`))
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const json = (text: string) => JSON.stringify(text).slice(1, -1)
  const renamed = [...files].map(([path, text]) => {
    const written = path.endsWith('.bpmn') ? xml : path.endsWith('.json') ? json : (plain: string) => plain
    const words = text.replaceAll(template.zh, () => written(title)).replaceAll(template.en, () => written(titleEn))
    return [path.replaceAll(template.id, () => id), words.replaceAll(template.id, () => written(id))] as const
  })
  return { files: new Map(renamed) }
}

async function layerFiles(
  { id, title = id, titleEn = title, adapts = [] }: NewArguments,
  region: string,
  beside: string,
): Promise<Made> {
  const requires: Record<string, string> = {}
  for (const bundle of adapts) {
    const version = await versionOf(bundle, beside)
    if (version === undefined) return { missing: bundle }
    requires[bundle] = `^${version}`
  }
  const words = { 'zh-CN': title, en: titleEn }
  const manifest = { id, version: '0.1.0', title: words, kind: 'layer', region, requires }
  const readme = `# ${title}\n\n${layerReadme}`
  return {
    files: new Map([
      ['bundle.json', `${JSON.stringify(manifest, null, 2)}\n`],
      ['README.md', readme],
      ['CHANGELOG.md', '# 更新记录 · Changelog\n\n## 0.1.0\n\n- 初稿 · First draft\n'],
    ]),
  }
}

const layerReadme = `这一层只写与下层不同的地方（\`patches/\`），下层升级时这些改动会保留。
This layer holds only what differs from what lies below (\`patches/\`); the changes stay when that is upgraded.
`

/** Of a bundle that lies beside the new one, or ships. */
async function versionOf(bundle: string, beside: string): Promise<string | undefined> {
  const places = [beside, inPackage('definitions/bundles')]
  for (const place of places) {
    const file = join(place, bundle, 'bundle.json')
    if (!existsSync(file) || !(await readdir(place)).includes(bundle)) continue
    const { version } = JSON.parse(await readFile(file, 'utf8')) as { readonly version?: unknown }
    if (typeof version === 'string') return version
  }
  return undefined
}
