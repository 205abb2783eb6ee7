import { accessForms } from './access-forms.ts'
import { callForms } from './call-forms.ts'
import type { Form } from './form.ts'
import { iterationForms } from './iteration-forms.ts'
import { literalForms } from './literal-forms.ts'
import { logicForms } from './logic-forms.ts'
import { testForms } from './test-forms.ts'

/** How each kind of node of the grammar is evaluated. */
export const forms: Readonly<Record<string, Form>> = {
  ...literalForms,
  ...accessForms,
  ...logicForms,
  ...iterationForms,
  ...callForms,
  ...testForms,
}
