export * from './bundle.ts'
export { bundleLimits } from './bundle-path.ts'
export {
  type CarriedLayers,
  type CarryOptions,
  carryLayers,
  type LayerChoices,
  type LayerConflict,
  layersMadeOn,
  textIn,
} from './carry-layers.ts'
export { type CompiledRelease, compileRelease, ReleaseNotRunnableError } from './compile-release.ts'
export { type CrossCheckOptions, crossCheck } from './cross-check.ts'
export {
  definitionAt,
  definitionKey,
  definitionKinds,
  definitionOfKey,
  definitionPath,
  type FileKind,
  patchAt,
  patchPath,
  settingsPath,
  settingValuesPath,
} from './definition-path.ts'
export { definitionSchemas, fitsShape, type SchemaName } from './definition-schemas.ts'
export { definitionsOf } from './definition-tables.ts'
export { definitionText } from './definition-text.ts'
export { type DefinitionChange, diffReleases } from './diff-releases.ts'
export { canonicalJson, digestOf } from './digest.ts'
export { dueOf } from './due-of.ts'
export { type Explain, type ExplainedValue, type Explanation, explain, type Origin } from './explain.ts'
export { hasErrors } from './finding.ts'
export { type ChangeForCases, changeForCases } from './form-change.ts'
export { isIdentifier } from './identifier.ts'
export { layerName } from './layer-name.ts'
export { layerOfBundle } from './layer-of-bundle.ts'
export * from './migration/index.ts'
export * from './package/index.ts'
export { type DefinitionOfKind, type Parsed, parseDefinition } from './parse-definition.ts'
export { parseJson } from './parse-json.ts'
export * from './patch/index.ts'
export {
  defaultPinning,
  type PinningChoice,
  type PinningPolicy,
  pinningOf,
} from './pinning.ts'
export { type Parts, planUpgrade, type UpgradeOptions, type UpgradePlan } from './plan-upgrade.ts'
export { readBundle } from './read-bundle.ts'
export type { RecordRelation, RecordSubject, RecordType } from './record-type.ts'
export * from './recording/index.ts'
export { country, isRegionCode, type LayerLevel, levelOf, liesIn, regionChain } from './region.ts'
export { type ResolveOptions, releaseDigest, resolveRelease } from './resolve-release.ts'
export * from './scenario/action.ts'
export {
  checkScenarios,
  coverScenarios,
  type PlayedScenario,
  playOn,
} from './scenario/check-scenarios.ts'
export {
  type Coverage,
  type CoverageSum,
  type CoveredOwner,
  type CoveredPart,
  coverageOf,
  coverageSums,
  type ProcessCoverage,
} from './scenario/coverage.ts'
export { forOtherEngine } from './scenario/for-other-engine.ts'
export { readActions, readScenario } from './scenario/read-scenario.ts'
export {
  playScenario,
  runScenario,
  type ScenarioOptions,
  type ScenarioStep,
  type TakenCommand,
} from './scenario/run-scenario.ts'
export { scenariosFor } from './scenario/scenarios-for.ts'
export { type Stage, stagesOn } from './scenario/stage.ts'
export type { ScenarioIncident, ScenarioStatus } from './scenario/status.ts'
export { readSetting, type Setting, type SettingType, type SettingValue } from './setting.ts'
export { type SettingValues, settingValues } from './setting-values.ts'
export { type Settling, settledIn, withSettled } from './settled-layer.ts'
export { type SummarizedChange, summarizeChanges } from './summarize-changes.ts'
export type { TranslatedTexts, Translation } from './translation.ts'
export { satisfies } from './version.ts'
export type { View, ViewColumn, ViewFilter } from './view.ts'
