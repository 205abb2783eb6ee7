import type { ReactNode } from 'react'
import { useForm, useOpenForm, usePlace } from './form-context.ts'
import { icons } from './icons.tsx'
import { stepsOf, summaryStep } from './navigation.ts'

export interface FormActionsProps {
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly aside?: ReactNode
  /** Judges the step that is shown and goes on where it is in order. */
  readonly onNext: () => void
}

/** The buttons at the foot of the form: from step to step, or to submit it. */
export function FormActions({ submitLabel, isBusy, aside, onNext }: FormActionsProps) {
  const { words, disabled, store, navigation } = useOpenForm()
  const isUploading = useForm(({ uploads }) => uploads > 0)
  const step = usePlace((place) => place.step)
  const steps = useForm(({ state }) =>
    stepsOf(store.compiled, state)
      .map(({ id }) => id)
      .join(' '),
  ).split(' ')
  const at = step === summaryStep ? steps.length : steps.indexOf(step ?? '')
  const isLast = step === undefined || step === summaryStep
  const before = steps[at - 1]
  return (
    <div className="gz-submit">
      {step !== undefined && before ? (
        <button type="button" className="gz-button gz-button-large" onClick={() => navigation.go(before)}>
          {words.previous}
        </button>
      ) : null}
      {isLast ? (
        <button
          type="submit"
          className="gz-button gz-button-primary gz-button-large"
          aria-busy={isBusy}
          disabled={isUploading || (disabled && !isBusy)}
        >
          {isBusy ? icons.busy : null} {submitLabel}
        </button>
      ) : (
        <button
          type="button"
          className="gz-button gz-button-primary gz-button-large"
          aria-busy={isBusy}
          disabled={isUploading || disabled}
          onClick={onNext}
        >
          {at === steps.length - 1 ? words.toSummary : words.next}
        </button>
      )}
      <span role="status" className="gz-help">
        {isUploading ? words.waitForUploads : ''}
      </span>
      {aside}
    </div>
  )
}
