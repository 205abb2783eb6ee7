import { elementId } from './element-id.ts'
import { summaryId } from './problem-summary.tsx'

/** Pictures to wait for a field that is being made. */
const patience = 60

const focusable =
  'input:not([aria-hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), [tabindex="0"]'

/**
 * Brings the field that `pointer` names into view and puts the cursor into it, as soon as it is there; the field around it
 * where that has no element of its own, and the summary of problems where there is none.
 */
export function focusField(prefix: string, pointer: string) {
  let waited = 0
  const look = () => {
    const id = elementId(prefix, pointer)
    const field = document.getElementById(`${id}-field`) ?? document.getElementById(`${id}-cell`)
    waited += 1
    if (!field && waited < patience && pointer !== '') return requestAnimationFrame(look)
    if (!field) {
      const around = pointer.split('/').slice(0, -1).join('/')
      if (around) return focusField(prefix, around)
      return document.getElementById(summaryId(prefix))?.focus()
    }
    field.scrollIntoView({ block: 'center' })
    const target = field.matches('[tabindex]') ? field : field.querySelector<HTMLElement>(focusable)
    target?.focus({ preventScroll: true })
  }
  requestAnimationFrame(look)
}

/** Puts the cursor on an element that the change just made makes. */
export function focusElement(id: string) {
  let waited = 0
  const look = () => {
    const element = document.getElementById(id)
    waited += 1
    if (!element && waited < patience) return requestAnimationFrame(look)
    element?.focus({ preventScroll: true })
    element?.closest('.gz-form')?.scrollIntoView({ block: 'start' })
  }
  requestAnimationFrame(look)
}
