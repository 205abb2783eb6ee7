import { openingAnswers } from '#forms'
import type { StartForm } from '#runtime/api'
import { dayOf } from '../calendar/due.ts'
import type { Deps } from '../deps.ts'
import { factsOf } from '../execution/process-facts.ts'
import type { SignedIn } from '../permissions/access.ts'
import { formForBrowser } from './form-for-browser.ts'
import { startable } from './start-case.ts'

/** The form a new case begins with, of the release in force for the region, or of one that was. */
export function startForm(deps: Deps) {
  return async (asked: {
    readonly user: SignedIn
    readonly processId: string
    readonly region: string
    /** The one in force where left out. */
    readonly release?: string
  }): Promise<StartForm> => {
    const { ready, process, event } = await startable(deps, asked)
    const form = event.formId === undefined ? undefined : ready.compiled.forms.get(event.formId)
    return {
      processId: asked.processId,
      title: factsOf(process).title,
      release: ready.release.digest,
      ...(form && { form: formForBrowser(ready, form) }),
      answers: form ? { ...openingAnswers(form, {}, { today: dayOf(deps.clock.now()) }) } : {},
    }
  }
}
