import { type CompiledForm, compileForm } from '../data/compile-form.ts'
import { validateAnswers } from '../data/validate-answers.ts'
import { checkForm } from '../definition/check-form.ts'
import type { WorkerAnswer, WorkerQuestion } from './validation-messages.ts'

/**
 * Judges answers and forms with the very code of the server. It compiles JSON Schemas to JavaScript, which the page's
 * Content-Security-Policy forbids; this script comes with a policy of its own that allows that and nothing else.
 */
let compiled: CompiledForm | undefined

self.addEventListener('message', ({ data }: MessageEvent<WorkerQuestion>) => {
  try {
    postMessage({ id: data.id, ...answered(data) } satisfies WorkerAnswer)
  } catch (error) {
    postMessage({ id: data.id, failed: error instanceof Error ? error.message : String(error) } satisfies WorkerAnswer)
  }
})

function answered(question: WorkerQuestion): Omit<WorkerAnswer, 'id'> {
  switch (question.type) {
    case 'open':
      compiled = compileForm(question.form, { codeLists: question.codeLists })
      return {}
    case 'validate': {
      if (!compiled) throw new Error('No form was opened.')
      const { answers, caseVariables, opened, today } = question
      return { problems: validateAnswers(compiled, answers, caseVariables, { opened, today }) }
    }
    case 'check':
      return { findings: checkForm(question.form, { codeLists: question.codeLists }) }
  }
}
