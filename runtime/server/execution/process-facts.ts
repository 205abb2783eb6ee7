import { type Process, type ProcessFacts, processFacts } from '#engine'

const known = new WeakMap<Process, ProcessFacts>()

/** `processFacts`, worked out once a process. */
export function factsOf(process: Process): ProcessFacts {
  const facts = known.get(process) ?? processFacts(process)
  known.set(process, facts)
  return facts
}
