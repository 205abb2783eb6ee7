export { FormAnswers, type FormAnswersProps } from './form-answers.tsx'
export { FormView, type FormViewProps } from './form-view.tsx'
export { checkFormInWorker, ValidationUnavailableError } from './validation.ts'
