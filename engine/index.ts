export { gezhiModdle } from './bpmn/gezhi-moddle.ts'
export { type BpmnModel, readBpmn, writeBpmn, zeebeModdle } from './bpmn/read-bpmn.ts'
export type { Decision, Decisions } from './decision/decision.ts'
export { type DecisionResult, evaluateDecision } from './decision/evaluate-decision.ts'
export { logicText } from './decision/logic-text.ts'
export { readDmn } from './decision/read-dmn.ts'
export * from './errors.ts'
export * from './instance/command.ts'
export * from './instance/effect.ts'
export { migrate } from './instance/migration/migrate.ts'
export type {
  ElementMap,
  Migrated,
  MigrateOptions,
  MigrationNote,
  MigrationProblem,
} from './instance/migration/migration.ts'
export { type ElementStanding, overview, standing, type TokenCount, variablesAt } from './instance/overview.ts'
export type { InstanceState } from './instance/state.ts'
export { type StepResult, start, step } from './instance/step.ts'
export { checkVariables, type VariablesAround } from './process/check-variables.ts'
export { type CompileOptions, checkProcess, compile, keepsFromRunning } from './process/compile.ts'
export { conditionalStarts, type EventStart, eventStarts } from './process/event-starts.ts'
export {
  type ProcessFacts,
  processFacts,
  type Reference,
  type StartEventFacts,
  type UserTaskFacts,
} from './process/facts.ts'
export { type GivenNames, givenNames } from './process/given-names.ts'
export { beginsWithoutStart } from './process/implicit-starts.ts'
export { type HistoryLevel, historyLevels, type Process } from './process/process.ts'
export { pausesOf } from './time/pauses.ts'
export { nextTime, type Schedule } from './time/schedule.ts'
