import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import {
  canonicalJson,
  definitionAt,
  definitionKinds,
  definitionPath,
  definitionsOf,
  definitionText,
  diffDefinition,
  type LayerChange,
  parseJson,
  patchPath,
  type Release,
  readBundle,
  settingValuesPath,
} from '#definitions'
import { readSigningKey, writePackage } from '../packages/index.ts'
import { installedBundles } from '../releases/installed-bundles.ts'
import { lastRelease } from '../releases/publish.ts'
import { layersAbove, layersOfInstalled } from '../releases/region-layers.ts'
import type { Store } from '../store/store.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { inInstallation, releasedRegion } from './installation.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { editedJson, formattedJson } from './write-back/edited-json.ts'
import { editedXml } from './write-back/edited-xml.ts'
import { layerFiles } from './write-back/layer-files.ts'

export interface ExportArguments {
  readonly region?: string
  /** Folder of a bundle: what was edited in the browser is written back to it, file by file. */
  readonly to?: string
  /** File to write the release in force to, as a package. */
  readonly out?: string
  /** File of the private key to sign that with. */
  readonly key?: string
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi export`: the release in force as a package that verifies offline, or, with a folder, what a region changed, as
 * small changes of files: of the definitions where the folder is that of a module, of patches where it is the region's
 * layer. Files that say the same are left as they are. Exit code 0: done; 2: no such region, folder or key.
 */
export async function exportRelease(args: ExportArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const code = await inInstallation(async (store) => {
    const region = await releasedRegion(store.db, args.region)
    const inForce = region === undefined ? undefined : await lastRelease(store.db, region)
    if (region === undefined || !inForce) {
      out.note(say('没有这个区域，或它还没有发布。', 'There is no such region, or it has no release.'))
      return 2
    }
    return args.to === undefined
      ? toPackage(inForce.release, region, args, out)
      : toFolder(store, inForce.release, region, args.to, args, out)
  })
  if (code === undefined)
    out.note(say('还没有数据，请先启动一次服务器。', 'There is no data yet; start the server once first.'))
  return code ?? 2
}

async function toPackage(release: Release, region: string, args: ExportArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const key = args.key === undefined ? undefined : await signingKey(args.key)
  if (args.key !== undefined && !key) {
    out.note(say(`“${args.key}”不是可用的 Ed25519 私钥。`, `"${args.key}" is no Ed25519 private key.`))
    return 2
  }
  const file = resolve(args.out ?? `${region}-${release.digest.slice(0, 12)}.gezhi.zip`)
  const files = new Map([['release.json', canonicalJson(release)]])
  await writeWhole(file, writePackage({ kind: 'release', id: region, version: release.digest }, files, key))
  if (args.json) out.line(JSON.stringify({ ok: true, file, region, digest: release.digest, key: key?.id }))
  else out.line(say(`✔ 已导出 ${file}`, `✔ Exported ${file}`))
  return 0
}

async function toFolder(
  store: Store,
  release: Release,
  region: string,
  to: string,
  args: ExportArguments,
  out: CommandOutput,
): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const { files } = existsSync(to) ? await readBundleFolder(to) : { files: new Map<string, string>() }
  const { bundle } = await readBundle(files)
  if (!bundle) {
    out.note(
      say(`“${to}”不是定义包的文件夹；可用 gezhi new 建立。`, `"${to}" is no folder of a bundle; gezhi new makes one.`),
    )
    return 2
  }
  const { kind, id, region: layerOf } = bundle.manifest
  if (kind === 'layer' && !region.startsWith(layerOf ?? '')) {
    out.note(say(`这一层适用于 ${layerOf}，不是 ${region}。`, `That layer is for ${layerOf}, not ${region}.`))
    return 2
  }
  const stored = layersOfInstalled(await installedBundles(store.db), await layersAbove(store.db, region))
  const own = stored.find((layer) => !layer.bundle && layer.region === (layerOf ?? region))?.changes ?? []
  const carried = stored.find((layer) => layer.bundle?.id === id)?.changes ?? []
  const wanted = kind === 'layer' ? await layerFiles(carried, own) : moduleFiles(release, own, id)
  const written: string[] = []
  for (const [path, text] of wanted) {
    const there = files.get(path)
    if (await isSame(path, there, text)) continue
    await writeWhole(join(to, path), there === undefined ? text : await edited(path, there, text))
    written.push(path)
  }
  const isPatch = (path: string) => path.startsWith('patches/') || path === settingValuesPath
  const replaced = (path: string) => {
    const place = definitionAt(path)
    return place && isPatched(place.kind) && wanted.has(patchPath(place.kind, place.id))
  }
  const removed =
    kind === 'layer' ? [...files.keys()].filter((path) => !wanted.has(path) && (isPatch(path) || replaced(path))) : []
  for (const path of removed) await rm(join(to, path))
  if (args.json) out.line(JSON.stringify({ ok: true, written, removed }))
  else {
    for (const path of written) out.line(`~ ${path}`)
    for (const path of removed) out.line(`- ${path}`)
    out.line(
      say(
        `✔ 写入 ${written.length} 个文件，删去 ${removed.length} 个`,
        `✔ ${written.length} file(s) written, ${removed.length} removed`,
      ),
    )
  }
  return 0
}

/** As the region has the definitions that the module brought. Settings stand together in one file and are written by a layer. */
function moduleFiles(release: Release, own: readonly LayerChange[], bundle: string): Map<string, string> {
  const ofBundle = own.filter(({ kind, id }) => kind !== 'setting' && release.origin[`${kind}/${id}`] === bundle)
  return new Map(
    ofBundle.flatMap(({ kind, id }) => {
      const table: Readonly<Record<string, Parameters<typeof definitionText>[0]>> = definitionsOf(release, kind)
      return Object.hasOwn(table, id) ? [[definitionPath(kind, id), stable(kind, definitionText(table[id]!))]] : []
    }),
  )
}

const isXml = (kind: LayerChange['kind']) => kind === 'process' || kind === 'decision'
const isPatched = (kind: string): kind is LayerChange['kind'] => definitionKinds.some((known) => known === kind)

function stable(kind: LayerChange['kind'], text: string): string {
  return isXml(kind) ? text : formattedJson(JSON.parse(text))
}

/** The file with what it should say, changed as little as that takes. */
function edited(path: string, there: string, wanted: string): Promise<string> | string {
  if (path.endsWith('.json')) return editedJson(there, JSON.parse(wanted))
  return editedXml(kindOfXml(path), there, wanted)
}

const kindOfXml = (path: string) => (path.endsWith('.bpmn') ? 'process' : 'decision')

/** Whether the file says what it should, however it is written. */
async function isSame(path: string, there: string | undefined, wanted: string): Promise<boolean> {
  if (there === undefined || there === wanted) return there === wanted
  if (path.endsWith('.json')) {
    const { value } = parseJson(there)
    return canonicalJson(value) === canonicalJson(JSON.parse(wanted))
  }
  const { patch } = await diffDefinition(kindOfXml(path), there, wanted)
  return patch?.changes.length === 0
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.part`, content)
  await rename(`${file}.part`, file)
}

async function signingKey(file: string) {
  try {
    return readSigningKey(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
