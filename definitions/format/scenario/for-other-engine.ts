import type { ScenarioAction } from './action.ts'

type ForOtherEngine = Exclude<ScenarioAction, { form: unknown } | { verb: unknown }>

/**
 * What an engine can play that knows no forms and verbs: looks at forms are left out, answers of forms become variables,
 * and at the first verb it ends.
 */
export function forOtherEngine(actions: readonly ScenarioAction[]): readonly ForOtherEngine[] {
  const verb = actions.findIndex((action) => 'verb' in action)
  return (verb < 0 ? actions : actions.slice(0, verb)).flatMap((action): ForOtherEngine[] => {
    if ('form' in action || 'verb' in action) return []
    if ('start' in action) {
      const { process, message, variables } = action.start
      return [{ start: { process, message, variables: { ...action.fill, ...variables } } }]
    }
    if (!('complete' in action)) return [action]
    return [{ complete: action.complete, nth: action.nth, variables: { ...action.fill, ...action.variables } }]
  })
}
