import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import type { FormDefinition } from '#forms'
import { PrintView } from '#forms/react'
import type { CaseDetail, FilledForm } from '#runtime/api'
import {
  ErrorState,
  fileUrl,
  Loading,
  momentWords,
  RegionName,
  useApi,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import { CaseDiagram } from '../case/case-diagram.tsx'
import { Timeline } from '../case/timeline.tsx'
import { type ShownAnswers, useReveal } from '../masked/use-reveal.tsx'
import { Facts } from '../parts/facts.tsx'
import { formOf } from '../parts/form-of.ts'
import { workbenchWords } from '../words.ts'
import { MaskedNote } from './masked-note.tsx'
import styles from './print.module.css'
import { PrintPage, type PrintPart } from './print-page.tsx'

/** A whole case on paper, or with `form` one of its forms: the task's id, or `start`. */
export function PrintCasePage() {
  const { caseId = '' } = useParams()
  const [search] = useSearchParams()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => api('GET /api/cases/:caseId', { params: { caseId }, signal }),
  })
  if (data) return <PrintCase found={data} form={search.get('form')} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading page />
}

function PrintCase({ found, form }: { readonly found: CaseDetail; readonly form: string | null }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { onRevealAll, shown, dialog } = useReveal({ caseId: found.id, mayReveal: found.mayReveal, where: 'page' })
  const forms = found.forms
    .map((filled) => {
      const of = filled.taskId ?? 'start'
      return { of, filled: { ...filled, ...shown(of, filled.answers, filled.masked) } }
    })
    .filter(({ of }) => form === null || of === form)
  const sheets = forms.map(({ of, filled }): PrintPart => {
    const { title } = filled.form.definition as FormDefinition
    return { id: of, title: localize(title), content: <FormSheet filled={filled} number={found.number} /> }
  })
  const whole = [{ id: 'case', title: words.caseFacts, content: <CaseSheet found={found} /> }, ...sheets]
  const places = forms.flatMap(({ of, filled }) => filled.masked.map((path) => ({ of, path })))
  return (
    <PrintPage
      title={`${localize(found.processTitle)} ${found.number}`}
      back={`/cases/${encodeURIComponent(found.id)}`}
      parts={form === null ? whole : sheets}
      note={
        <>
          {dialog}
          <MaskedNote count={places.length} onReveal={onRevealAll && (() => onRevealAll(places))} />
        </>
      }
    />
  )
}

type Shown = Omit<FilledForm, 'answers' | 'masked'> & ShownAnswers

function FormSheet({ filled, number }: { readonly filled: Shown; readonly number: string }) {
  const words = useWords(workbenchWords)
  const { locale } = useLocale()
  return (
    <PrintView
      {...formOf(filled.form)}
      answers={filled.answers}
      masked={filled.masked}
      locale={locale}
      fileUrl={fileUrl}
      number={number}
      filledAt={filled.at}
      signers={[{ title: words.filledInBy, name: filled.by }]}
      seal
    />
  )
}

/** What the case is, where it stands, and who did what when. */
function CaseSheet({ found }: { readonly found: CaseDetail }) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  return (
    <article className={styles.cover} lang={locale}>
      <h1>{localize(found.processTitle)}</h1>
      <Facts
        facts={[
          { name: words.caseNumber, value: found.number, whole: true },
          { name: words.caseTitle, value: found.title },
          { name: words.region, value: <RegionName code={found.region} name={found.regionName} /> },
          { name: words.status, value: words[found.status] },
          { name: words.startedBy, value: found.startedBy },
          { name: words.startedAt, value: momentWords(found.startedAt, locale) },
          ...(found.endedAt ? [{ name: words.endedAt, value: momentWords(found.endedAt, locale) }] : []),
        ]}
      />
      <h2>{words.diagram}</h2>
      <CaseDiagram found={found} onPaper />
      <h2>{words.timeline}</h2>
      <Timeline entries={found.timeline} ended={found.status} kept={found.historyLevel} />
    </article>
  )
}
