import { feelFunction } from '#feel'
import type { Variables } from '../instance/command.ts'
import type { Knowledge } from './decision.ts'

/** Evaluates logic over variables, doing at most `budget` units of work. */
export type EvaluateBody = (knowledge: Knowledge, seen: Variables, budget: number) => { value: unknown; spent: number }

/** Business knowledge models as functions, by name; each sees its parameters and the models it requires itself. */
export function knowledgeFunctions(all: readonly Knowledge[], evaluate: EvaluateBody): Variables {
  return Object.fromEntries(
    all.map((knowledge) => {
      const inner = knowledgeFunctions(knowledge.knowledge, evaluate)
      const call = feelFunction(knowledge.parameters, (args, budget) => {
        const given = knowledge.parameters.map((parameter, index) => [parameter, args[index] ?? null])
        return evaluate(knowledge, { ...inner, ...Object.fromEntries(given) }, budget)
      })
      return [knowledge.name, call]
    }),
  )
}
