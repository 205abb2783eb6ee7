import type { ScenarioVerb } from './action.ts'
import { pick } from './pick.ts'
import { command, type World } from './world.ts'

/** What a person does to a case beside its tasks; the engine refuses what cannot be done. */
export function doVerb(world: World, verb: ScenarioVerb): void {
  const at = world.clock
  switch (verb.name) {
    case 'suspend':
    case 'resume':
      for (const instance of world.instances) {
        if (instance.state.status === 'active' && !instance.caller) command(world, instance, { type: verb.name, at })
      }
      return
    case 'add-instance': {
      const { instance, work } = waiting(world, verb.at)
      command(world, instance, { type: 'addInstance', at, tokenId: work.id, item: verb.item })
      return
    }
    case 'move': {
      const { instance, work } = waiting(world, verb.at)
      command(world, instance, { type: 'moveToken', at, tokenId: work.id, toElementId: verb.to })
    }
  }
}

/** A task, job, call or incident at the element. */
function waiting(world: World, element: string) {
  const all = world.instances.flatMap((instance) => {
    const work = [
      ...instance.tasks.map(({ taskId, elementId }) => ({ id: taskId, elementId })),
      ...instance.jobs.map(({ jobId, elementId }) => ({ id: jobId, elementId })),
      ...instance.calls.map(({ callId, elementId }) => ({ id: callId, elementId })),
      ...instance.incidents.map(({ incidentId, elementId }) => ({ id: incidentId, elementId })),
    ]
    return work.map((each) => ({ instance, work: each }))
  })
  return pick(all, element, 1, ['停留的任务或作业', 'token that waits'])
}
