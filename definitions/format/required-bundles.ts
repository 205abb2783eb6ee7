import type { Finding } from '#findings'
import type { Bundle, BundleManifest } from './bundle.ts'
import { problem } from './finding.ts'
import { country, liesIn } from './region.ts'
import { satisfies } from './version.ts'

/**
 * The bundles, each after those it requires, otherwise by id: an order that does not depend on how they were given.
 * Findings say what is given twice, missing, of a version that does not fit, or requires itself in a circle.
 */
export function inOrderOfRequirement(bundles: readonly Bundle[]): { bundles: Bundle[]; findings: Finding[] } {
  const findings: Finding[] = []
  const byId = new Map<string, Bundle>()
  for (const bundle of [...bundles].sort((left, right) => (left.manifest.id < right.manifest.id ? -1 : 1))) {
    const { id } = bundle.manifest
    if (byId.has(id)) findings.push(twice(id))
    byId.set(id, bundle)
  }
  for (const { manifest } of byId.values()) {
    for (const [id, range] of Object.entries(manifest.requires ?? {})) {
      const found = byId.get(id)?.manifest.version
      if (found === undefined || !satisfies(found, range)) findings.push(unmet(manifest.id, id, range, found))
      const under = byId.get(id)?.manifest
      if (under?.kind === 'layer' && !liesIn(under.region ?? '', manifest.region ?? country)) {
        findings.push(elsewhere(manifest, under))
      }
    }
  }

  const ordered: Bundle[] = []
  const waiting = new Set(byId.keys())
  while (waiting.size > 0) {
    const ready = [...waiting].find((id) => requiredBy(byId.get(id)).every((required) => !waiting.has(required)))
    if (ready === undefined) {
      findings.push(circle([...waiting]))
      break
    }
    waiting.delete(ready)
    ordered.push(byId.get(ready)!)
  }
  return { bundles: ordered, findings }
}

function requiredBy(bundle: Bundle | undefined): readonly string[] {
  return Object.keys(bundle?.manifest.requires ?? {})
}

const file = 'bundle.json'

function twice(id: string): Finding {
  return problem(
    'bundle-twice',
    { file, node: id },
    [`定义包“${id}”出现了两次`, `The bundle "${id}" is given twice`],
    ['请只保留一个版本', 'Keep one version of it'],
  )
}

function unmet(bundle: string, required: string, range: string, found: string | undefined): Finding {
  return problem(
    'bundle-requirement',
    { file, node: bundle },
    found === undefined
      ? [
          `定义包“${bundle}”需要的“${required}”（${range}）不存在`,
          `The bundle "${bundle}" requires "${required}" (${range}), which is not there`,
        ]
      : [
          `定义包“${bundle}”需要“${required}”${range}，现有 ${found}`,
          `The bundle "${bundle}" requires "${required}" ${range}, but ${found} is there`,
        ],
    ['请安装所需的定义包或修改 requires', 'Install the bundle it requires, or change "requires"'],
  )
}

function elsewhere({ id, region }: BundleManifest, under: BundleManifest): Finding {
  return problem(
    'layer-requires-elsewhere',
    { file, node: id },
    [
      `“${id}”${region ? `（${region}）` : ''}依赖只适用于区域 ${under.region} 的层“${under.id}”`,
      `"${id}"${region ? ` (${region})` : ''} requires the layer "${under.id}", which is for the region ${under.region} alone`,
    ],
    ['请只依赖模块，或包含本区域的区域的层', 'Require modules, and layers of regions that contain its own, only'],
  )
}

function circle(ids: readonly string[]): Finding {
  const names = ids.join(', ')
  return problem(
    'bundle-circle',
    { file, node: ids[0] },
    [`定义包相互依赖成环：${names}`, `Bundles require each other in a circle: ${names}`],
    ['请去掉其中一个 requires', 'Take one of the requirements away'],
  )
}
