export * from './data/accept-answers.ts'
export { isWithinLimits } from './data/answer-limits.ts'
export { type Choice, type Choices, choiceOf, choicesBelow, descendantsOf, pathTo } from './data/choices.ts'
export { birthDateOf, genderOf, isCitizenId } from './data/citizen-id.ts'
export * from './data/compile-form.ts'
export { acceptedTypes, fileRefusal, isFileReference } from './data/file-answers.ts'
export * from './data/files-in.ts'
export { formFunctionNames } from './data/form-functions.ts'
export {
  type FormState,
  type FormStateOptions,
  formState,
  isUnanswered,
  type NodeState,
  nodeKey,
} from './data/form-state.ts'
export { type FormatName, formats } from './data/formats.ts'
export { itemId } from './data/item-ids.ts'
export { mask, maskOf } from './data/mask.ts'
export * from './data/opening-answers.ts'
export { settingsReadBy } from './data/settings-read.ts'
export { validateAnswers } from './data/validate-answers.ts'
export * from './data/why-hidden.ts'
export * from './definition/check-form.ts'
export * from './definition/diff/diff-forms.ts'
export { type ChangeEffect, type ChangeKind, effectWords, type FormChange } from './definition/diff/form-change.ts'
export * from './definition/edit/blank-field.ts'
export * from './definition/edit/edit-form.ts'
export * from './definition/edit/fresh-names.ts'
export { mayStandIn, type Place } from './definition/edit/layout-tree.ts'
export * from './definition/expand-form.ts'
export * from './definition/form-definition.ts'
export * from './definition/form-nodes.ts'
export { formJsonSchema } from './definition/form-shape.ts'
export * from './definition/read-form.ts'
export * from './definition/reading/read-rule.ts'
export { answersTypeSchema } from './types/answers-schema.ts'
