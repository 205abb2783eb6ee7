export { type Pseudonyms, pseudonyms } from './pseudonyms.ts'
export { type CaseRecord, type CompletedTask, type Recording, recordScenario } from './record-scenario.ts'
export { replacePersonalData } from './replace-personal-data.ts'
