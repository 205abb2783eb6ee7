import type { Finding } from '#findings'
import type { Bundle, BundleFiles, BundleManifest, DefinitionKind, Scenario } from './bundle.ts'
import { checkFiles } from './bundle-path.ts'
import { deepFreeze } from './deep-freeze.ts'
import { definitionAt, type FileKind } from './definition-path.ts'
import { type DefinitionTables, emptyDefinitions, putDefinition } from './definition-tables.ts'
import { doubt, hasErrors, inFile, problem } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import { parseDefinition } from './parse-definition.ts'
import { parseJson } from './parse-json.ts'
import { readManifest } from './read-manifest.ts'
import { readScenario } from './scenario/read-scenario.ts'

/**
 * Reads a bundle from its files and checks each of them by itself. What one refers to in another, or in a bundle it
 * requires, is checked when a release is resolved. With an error there is no bundle.
 */
export async function readBundle(files: BundleFiles): Promise<{ bundle?: Bundle; findings: Finding[] }> {
  const unsafe = checkFiles(files)
  if (unsafe.length > 0) return { findings: unsafe }

  const { manifest, findings } = manifestOf(files)
  const tables = emptyDefinitions()
  const scenarios: Record<string, Scenario> = Object.create(null)
  for (const path of [...files.keys()].sort()) {
    const place = definitionAt(path)
    const content = files.get(path) ?? ''
    if (!place) {
      if (!companions.test(path)) findings.push(notRead(path))
    } else if (!isIdentifier(place.id)) {
      findings.push(badFileName(path))
    } else if (place.kind === 'scenario') {
      const { scenario, findings: found } = scenarioOf(content)
      findings.push(...inFile(path, scenario ? [...found, ...nameFindings(place, scenario.id)] : found))
      if (scenario) scenarios[place.id] = scenario
    } else {
      findings.push(...inFile(path, await readInto(tables, place.kind, place.id, content)))
    }
  }
  if (!manifest || hasErrors(findings)) return { findings }
  return { bundle: deepFreeze({ manifest, ...tables, scenarios }), findings }
}

/** Files that may lie in a bundle for its readers. */
const companions = /^(?:bundle\.json|(?:README|LICENSE|CHANGELOG)(?:\.[\w.-]+)?)$/i

function manifestOf(files: BundleFiles): { manifest?: BundleManifest; findings: Finding[] } {
  const file = 'bundle.json'
  const content = files.get(file)
  if (content === undefined) {
    const missing = problem(
      'bundle-manifest-missing',
      { file },
      ['缺少 bundle.json', 'There is no bundle.json'],
      [
        '请在定义包的最上层添加 bundle.json，并确认选对了文件夹',
        'Add a bundle.json at the top of the bundle, or choose the right folder',
      ],
    )
    return { findings: [missing] }
  }
  const { value, findings } = parseJson(content, { file })
  if (findings.length > 0) return { findings }
  const read = readManifest(value)
  return { manifest: read.manifest, findings: inFile(file, read.findings) }
}

function scenarioOf(content: string): { scenario?: Scenario; findings: Finding[] } {
  const { value, findings } = parseJson(content)
  return findings.length > 0 ? { findings } : readScenario(value)
}

async function readInto<K extends DefinitionKind>(
  tables: DefinitionTables,
  kind: K,
  id: string,
  content: string,
): Promise<Finding[]> {
  const { definition, findings } = await parseDefinition(kind, content)
  if (!definition) return [...findings]
  putDefinition(tables, kind, definition)
  return [...findings, ...nameFindings({ kind, id }, definition.id)]
}

function nameFindings(place: { kind: FileKind; id: string }, id: string): Finding[] {
  if (place.id === id) return []
  return [
    problem(
      'file-name',
      { node: id },
      [`文件名为“${place.id}”，其中的编号却是“${id}”`, `The file is named "${place.id}", but its id is "${id}"`],
      ['请使文件名与编号一致', 'Make the name of the file and the id the same'],
    ),
  ]
}

function badFileName(file: string): Finding {
  return problem(
    'definition-id',
    { file },
    [`文件名“${file}”不能作为编号`, `The file name "${file}" cannot be an id`],
    ['请用字母、数字、连字符命名', 'Name it with letters, digits and hyphens'],
  )
}

function notRead(file: string): Finding {
  return doubt(
    'file-not-read',
    { file },
    [
      `文件“${file}”不属于定义包的任何一类内容，未读取`,
      `The file "${file}" is of no kind a bundle has, and was not read`,
    ],
    ['请移到正确的文件夹，或从定义包中删去', 'Move it to the right folder, or take it out of the bundle'],
  )
}
