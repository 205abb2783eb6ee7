import { useRef, useState } from 'react'
import type { Locale } from '#findings'
import { localize } from '#findings'
import type { CompiledForm } from '../../data/compile-form.ts'
import type { Answers } from '../../definition/form-definition.ts'
import { answerText } from '../answer-text.ts'
import { draftWords, momentOf } from './draft-words.ts'
import type { DraftStatus, OpenDraft } from './use-draft.ts'

export interface DraftNoticesProps {
  readonly draft: OpenDraft
  readonly compiled: CompiledForm
  /** What is shown now, as typed. */
  readonly typed: Answers
  readonly locale: Locale
}

/** Everything a person must know about the draft before going on, above the form. */
export function DraftNotices({ draft, compiled, typed, locale }: DraftNoticesProps) {
  const words = draftWords[locale]
  const { status } = draft
  return (
    <div className="gz-drafts" aria-live="polite">
      {status.kind === 'conflict' ? (
        <section className="gz-notice gz-notice-warning" aria-label={words.conflictTitle}>
          <h2 className="gz-notice-title">{words.conflictTitle}</h2>
          <p>{status.other ? words.conflictText(momentOf(status.other.savedAt, locale)) : words.goneText}</p>
          {status.other ? (
            <Differences compiled={compiled} mine={typed} theirs={status.other.answers} locale={locale} />
          ) : null}
          <p className="gz-notice-actions">
            <button type="button" className="gz-button gz-button-primary" onClick={() => void draft.keepMine()}>
              {words.keepMine}
            </button>
            <button type="button" className="gz-button" onClick={() => void draft.takeTheirs()}>
              {status.other ? words.takeTheirs : words.startAnew}
            </button>
          </p>
        </section>
      ) : null}
      {draft.isElsewhere && status.kind !== 'conflict' ? (
        <section className="gz-notice gz-notice-warning" aria-label={words.elsewhere}>
          <p>{words.elsewhere}</p>
          <p className="gz-notice-actions">
            <button type="button" className="gz-button gz-button-primary" onClick={() => void draft.takeTheirs()}>
              {words.showNewest}
            </button>
            <button type="button" className="gz-button" onClick={() => void draft.keepMine()}>
              {words.keepHere}
            </button>
          </p>
        </section>
      ) : null}
      {draft.lost.length > 0 ? (
        <section className="gz-notice gz-notice-warning" aria-label={words.lost}>
          <p>{words.lost}</p>
          <ul>
            {draft.lost.map(({ title, value }, index) => (
              <li key={index}>
                {localize(title, locale)}
                {locale === 'en' ? ': ' : '：'}
                {typeof value === 'object' ? JSON.stringify(value) : String(value)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Resumed draft={draft} locale={locale} />
    </div>
  )
}

/** Says that a draft was opened, and lets it be discarded; what was discarded can be had back. */
function Resumed({ draft, locale }: Pick<DraftNoticesProps, 'draft' | 'locale'>) {
  const words = draftWords[locale]
  const [isAsking, setAsking] = useState(false)
  const [gone, setGone] = useState<Answers>()
  const undo = useRef<HTMLButtonElement>(null)
  if (gone)
    return (
      <p className="gz-notice">
        {words.discarded}{' '}
        <button
          ref={undo}
          type="button"
          className="gz-button gz-button-link"
          onClick={() => {
            draft.restore(gone)
            setGone(undefined)
          }}
        >
          {words.undo}
        </button>
      </p>
    )
  if (!draft.resumedFrom) return null
  return (
    <p className="gz-notice">
      {isAsking ? words.discardAsk : words.resumed(momentOf(draft.resumedFrom, locale))}{' '}
      {isAsking ? (
        <>
          <button
            type="button"
            className="gz-button gz-button-danger"
            onClick={async () => {
              setAsking(false)
              setGone(await draft.discard())
            }}
          >
            {words.discard}
          </button>{' '}
          <button type="button" className="gz-button" onClick={() => setAsking(false)}>
            {words.cancel}
          </button>
        </>
      ) : (
        <button type="button" className="gz-button gz-button-link" onClick={() => setAsking(true)}>
          {words.discard}
        </button>
      )}
    </p>
  )
}

/** Field by field what two drafts of one form say. */
function Differences({
  compiled,
  mine,
  theirs,
  locale,
}: {
  readonly compiled: CompiledForm
  readonly mine: Answers
  readonly theirs: Answers
  readonly locale: Locale
}) {
  const words = draftWords[locale]
  const different = [...compiled.byProperty.values()].filter(
    ({ property }) => JSON.stringify(mine[property]) !== JSON.stringify(theirs[property]),
  )
  if (different.length === 0) return null
  return (
    <details className="gz-differences">
      <summary>
        {words.differences} ({different.length})
      </summary>
      <div className="gz-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.mine}</th>
              <th scope="col">{words.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {different.map((node) => (
              <tr key={node.id}>
                <th scope="row">{localize(node.node.title, locale)}</th>
                <td>{answerText(node, mine[node.property], locale)}</td>
                <td>{answerText(node, theirs[node.property], locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** One line: whether what was typed is safe. */
export function DraftState({ status, locale }: { readonly status: DraftStatus; readonly locale: Locale }) {
  const words = draftWords[locale]
  const text = () => {
    switch (status.kind) {
      case 'none':
        return ''
      case 'saved':
        return (status.onlyHere ? words.onlyHere : words.saved)(momentOf(status.at, locale))
      default:
        return words[status.kind]
    }
  }
  return (
    <span className={`gz-draft-state gz-draft-${status.kind}`} role="status">
      {text()}
    </span>
  )
}
