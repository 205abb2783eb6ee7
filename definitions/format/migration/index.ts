export { checkMigration, migrationFits } from './check-migration.ts'
export { type FieldStep, type Migration, migrationOf, type ProcessMigration } from './migration.ts'
export { moveFields } from './move-fields.ts'
export { type CasePlan, type PlanCase, planCase, type Reason, type RunningInstance, type Verdict } from './plan-case.ts'
export {
  type ElementProposal,
  type MigrationProposal,
  type ProcessProposal,
  proposeMigration,
} from './propose-migration.ts'
export { readMigration } from './read-migration.ts'
