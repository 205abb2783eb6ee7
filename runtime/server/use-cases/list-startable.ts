import type { Startable } from '#runtime/api'
import type { Deps } from '../deps.ts'
import { factsOf } from '../execution/process-facts.ts'
import { isProcessSuspended } from '../execution/suspended-process.ts'
import type { SignedIn } from '../permissions/access.ts'

/** The processes the user may start, each with the regions where a role for it is held. */
export function listStartable({ store, releases, regions }: Deps) {
  return async (user: SignedIn): Promise<Startable[]> => {
    const found = new Map<string, Startable>()
    for (const { role, region } of user.grants) {
      const digest = await releases.inForce(region)
      if (digest === undefined) continue
      const { release, compiled } = await releases.ready(digest)
      const names = await regions.names([region])
      for (const [processId, process] of compiled.processes) {
        const { title, startEvents } = factsOf(process)
        if (!startEvents.some(({ startableBy }) => startableBy.includes(role))) continue
        if (await isProcessSuspended(store.db, processId, region)) continue
        const definition = release.processes[processId]
        const bundle = release.bundles.find(({ id }) => id === release.origin[`process/${processId}`])
        const before = found.get(processId)
        const here = { code: region, name: names.get(region) ?? region }
        found.set(processId, {
          processId,
          title,
          ...(definition?.description && { description: definition.description }),
          bundleTitle: bundle?.title ?? title,
          regions: [...(before?.regions.filter(({ code }) => code !== region) ?? []), here],
        })
      }
    }
    return [...found.values()].sort((a, b) => (a.processId < b.processId ? -1 : 1))
  }
}
