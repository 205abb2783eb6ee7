import { sectionId } from './element-id.ts'
import { FilledParts } from './form-answers.tsx'
import { useForm, useOpenForm, useText } from './form-context.ts'
import { stepsOf, summaryStep } from './navigation.ts'

/** The last step: everything that was filled, each part with a way back to it. */
export function StepSummary() {
  const { store, words, locale, prefix, fileUrl, navigation } = useOpenForm()
  const text = useText()
  const state = useForm((snapshot) => snapshot.state)
  return (
    <section className="gz-section gz-section-1" aria-labelledby={sectionId(prefix, summaryStep)}>
      <h2 id={sectionId(prefix, summaryStep)} className="gz-heading" tabIndex={-1}>
        {words.summary}
      </h2>
      <p className="gz-help">{words.summaryHint}</p>
      {stepsOf(store.compiled, state).map((section) => (
        <div key={section.id} className="gz-summary-part">
          <div className="gz-section-head">
            <h3 className="gz-heading">{text(section.title)}</h3>
            <button
              type="button"
              className="gz-button gz-button-link"
              aria-label={words.change(text(section.title))}
              onClick={() => navigation.go(section.id)}
            >
              {words.changeShort}
            </button>
          </div>
          <FilledParts
            nodes={section.children}
            compiled={store.compiled}
            state={state}
            answers={state.answers}
            locale={locale}
            fileUrl={fileUrl}
            level={4}
          />
        </div>
      ))}
    </section>
  )
}
