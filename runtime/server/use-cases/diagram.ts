import { type BpmnModel, readBpmn, writeBpmn } from '#engine'
import type { Deps } from '../deps.ts'
import { leastRecentlyUsed } from '../releases/least-recently-used.ts'
import { type ReadCase, visibleCase } from './read-case.ts'

/** The BPMN of a process of a release, with its names in the language asked for. */
export function diagramsOf(releases: Deps['releases']) {
  const inEnglish = leastRecentlyUsed(50, async (key: string) => {
    const [digest, processId] = JSON.parse(key) as [string, string]
    return englishNames(await xmlOf(digest, processId))
  })
  const xmlOf = async (digest: string, processId: string) =>
    (await releases.ready(digest)).release.processes[processId]?.xml ?? ''

  return (release: string, processId: string, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<string> =>
    locale === 'en' ? inEnglish(JSON.stringify([release, processId])) : xmlOf(release, processId)
}

/** The BPMN of the process a case is pinned to. @throws {RefusedError} `not-found`. */
export function readDiagram({ store, releases }: Deps) {
  const diagrams = diagramsOf(releases)

  return async ({ user, caseId, locale }: ReadCase & { readonly locale?: 'zh-CN' | 'en' }) => {
    const { release, process_id } = await visibleCase(store.db, user, caseId)
    return { xml: await diagrams(release, process_id, locale) }
  }
}

type Element = BpmnModel['definitions']
type Nameable = Element & { name?: string; nameEn?: string }

async function englishNames(xml: string): Promise<string> {
  const { model } = await readBpmn(xml)
  if (!model) return xml
  rename(model.definitions)
  for (const { plane } of listOf<{ plane?: Element }>(model.definitions, 'diagrams'))
    if (plane) for (const drawn of listOf<Drawn>(plane, 'planeElement')) makeRoom(drawn)
  return writeBpmn(model)
}

function rename(root: Element) {
  const left: Element[] = [root]
  for (let element = left.pop(); element; element = left.pop()) {
    const nameable = element as Nameable
    if (nameable.nameEn) nameable.name = nameable.nameEn
    for (const list of ['rootElements', 'flowElements', 'laneSets', 'lanes']) {
      left.push(...listOf<Element>(element, list))
    }
  }
}

const listOf = <T>(element: Element, list: string): T[] => {
  const inner: unknown = Object.hasOwn(element, list) ? element.get(list) : undefined
  return Array.isArray(inner) ? (inner as T[]) : []
}

interface Bounds {
  x: number
  width: number
}
interface Drawn {
  readonly bpmnElement?: Nameable
  readonly bounds?: Bounds
  readonly label?: { readonly bounds?: Bounds }
}

/** What bpmn-js gives a new label. English names need it where Chinese ones do with less. */
const labelWidth = 90

/** Widens a label that was drawn for a Chinese name, away from its element where it stands beside it. */
function makeRoom({ bpmnElement, bounds, label }: Drawn) {
  const room = label?.bounds
  if (!bpmnElement?.nameEn || !room || room.width >= labelWidth) return
  const middle = bounds && bounds.x + bounds.width / 2
  const missing = labelWidth - room.width
  if (middle === undefined || (room.x < middle && room.x + room.width > middle)) room.x -= missing / 2
  else if (room.x + room.width <= middle) room.x -= missing
  room.width = labelWidth
}
