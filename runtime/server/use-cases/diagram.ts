import { type BpmnModel, readBpmn, writeBpmn } from '#engine'
import type { Deps } from '../deps.ts'
import { leastRecentlyUsed } from '../releases/least-recently-used.ts'
import { type ReadCase, visibleCase } from './read-case.ts'

/** The BPMN of the process a case is pinned to, with its names in the language asked for. */
export function readDiagram({ store, releases }: Deps) {
  const inEnglish = leastRecentlyUsed(50, async (key: string) => {
    const [digest, processId] = JSON.parse(key) as [string, string]
    return englishNames(await xmlOf(digest, processId))
  })
  const xmlOf = async (digest: string, processId: string) =>
    (await releases.ready(digest)).release.processes[processId]?.xml ?? ''

  return async ({ user, caseId, locale }: ReadCase & { readonly locale?: 'zh-CN' | 'en' }) => {
    const { release, process_id } = await visibleCase(store.db, user, caseId)
    const xml = locale === 'en' ? inEnglish(JSON.stringify([release, process_id])) : xmlOf(release, process_id)
    return { xml: await xml }
  }
}

type Element = BpmnModel['definitions']
type Nameable = Element & { name?: string; nameEn?: string }

async function englishNames(xml: string): Promise<string> {
  const { model } = await readBpmn(xml)
  if (!model) return xml
  rename(model.definitions)
  return writeBpmn(model)
}

function rename(root: Element) {
  const left: Element[] = [root]
  for (let element = left.pop(); element; element = left.pop()) {
    const nameable = element as Nameable
    if (nameable.nameEn) nameable.name = nameable.nameEn
    for (const list of ['rootElements', 'flowElements', 'laneSets', 'lanes']) {
      const inner: unknown = Object.hasOwn(element, list) ? element.get(list) : undefined
      if (Array.isArray(inner)) left.push(...(inner as Element[]))
    }
  }
}
