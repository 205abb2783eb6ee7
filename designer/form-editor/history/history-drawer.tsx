import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { parseJson } from '#definitions'
import { type CodeList, type FormDefinition, type FormLibrary, readForm } from '#forms'
import { FormView } from '#forms/react'
import type { DefinitionVersion } from '#runtime/api'
import { ErrorBoundary, ErrorState, Loading, momentWords, useLocale, useNarrow, useWords } from '#runtime/client'
import { ChangeList } from './change-list.tsx'
import styles from './history.module.css'
import { historyWords } from './history-words.ts'
import { useVersionForms, useVersions } from './use-versions.ts'

export interface HistoryDrawerProps {
  readonly region: string
  readonly form: FormDefinition
  /** What is published, as it is stored; empty where nothing is. */
  readonly published: string
  /** States of this session before `form`, the newest last. */
  readonly steps: readonly FormDefinition[]
  readonly codeLists: readonly CodeList[]
  readonly library: FormLibrary
  /** Takes an earlier state over as one edit. */
  readonly onBack: (form: FormDefinition) => void
  readonly onClose: () => void
}

interface Looked {
  readonly title: string
  readonly form: FormDefinition
}

const stepsShown = 20
const versionsAtOnce = 8

/** What a form was before: in this session, in earlier drafts, and when it was published. Each can be looked at and brought back. */
export function HistoryDrawer(props: HistoryDrawerProps) {
  const { region, form, published, steps, codeLists, library, onBack, onClose } = props
  const words = useWords(historyWords)
  const narrow = useNarrow()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [looked, setLooked] = useState<Looked>()
  const back = (earlier: FormDefinition) => {
    onBack(earlier)
    message.success(words.restored)
    void queries.invalidateQueries({ queryKey: ['definition-history', region] })
    onClose()
  }
  return (
    <Drawer open title={words.title} size={narrow ? '100%' : looked ? 760 : 480} onClose={onClose}>
      {looked ? (
        <LookedAt
          looked={looked}
          now={form}
          codeLists={codeLists}
          library={library}
          onBack={back}
          onLeave={() => setLooked(undefined)}
        />
      ) : (
        <>
          {steps.length > 0 && <Steps form={form} steps={steps} onLook={setLooked} />}
          <Versions region={region} form={form} published={published} onLook={setLooked} />
          <p className={styles.quiet}>{words.kept}</p>
        </>
      )}
    </Drawer>
  )
}

function Steps({
  form,
  steps,
  onLook,
}: Pick<HistoryDrawerProps, 'form' | 'steps'> & { readonly onLook: (looked: Looked) => void }) {
  const words = useWords(historyWords)
  const shown = steps.slice(-stepsShown).toReversed()
  return (
    <section className={styles.part} aria-label={words.session}>
      <h3>{words.session}</h3>
      <ol className={styles.versions}>
        {shown.map((step, index) => {
          const title = words.step(index + 1)
          return (
            <li key={steps.length - index}>
              <div className={styles.head}>
                <strong>{title}</strong>
                <Button size="small" onClick={() => onLook({ title: words.beforeStep(title), form: step })}>
                  {words.before}
                </Button>
              </div>
              <ChangeList from={step} to={shown[index - 1] ?? form} none={words.same} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Versions({
  region,
  form,
  published,
  onLook,
}: Pick<HistoryDrawerProps, 'region' | 'form' | 'published'> & { readonly onLook: (looked: Looked) => void }) {
  const words = useWords(historyWords)
  const { data, error, refetch } = useVersions(region, form.id)
  const [count, setCount] = useState(versionsAtOnce)
  const versions = data ?? none
  const first = useMemo(() => ({ isRead: true, form: readForm(parseJson(published).value).form }), [published])
  // One more than is shown: what it is compared with.
  const forms = useVersionForms(region, form.id, versions.slice(0, count + 1))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Loading />
  return (
    <section className={styles.part} aria-label={words.saved}>
      <h3>{words.saved}</h3>
      {versions.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ol className={styles.versions}>
        {versions.slice(0, count).map((version, index) => (
          <li key={version.version}>
            <Version
              version={version}
              read={forms[index]}
              before={index === versions.length - 1 && version.source === 'draft' ? first : forms[index + 1]}
              isFirst={index === versions.length - 1}
              onLook={onLook}
            />
          </li>
        ))}
      </ol>
      {versions.length > count && (
        <Button onClick={() => setCount((shown) => shown + versionsAtOnce)}>{words.showMore}</Button>
      )}
    </section>
  )
}

const none: readonly DefinitionVersion[] = []

interface VersionProps {
  readonly version: DefinitionVersion
  readonly read: { readonly isRead: boolean; readonly form?: FormDefinition | undefined } | undefined
  readonly before: { readonly isRead: boolean; readonly form?: FormDefinition | undefined } | undefined
  readonly isFirst: boolean
  readonly onLook: (looked: Looked) => void
}

function Version({ version: { source, at, by, comment }, read, before, isFirst, onLook }: VersionProps) {
  const words = useWords(historyWords)
  const { locale } = useLocale()
  const when = momentWords(at, locale)
  const form = read?.form
  return (
    <>
      <div className={styles.head}>
        <span>
          <Tag color={source === 'release' ? 'blue' : 'default'}>{words[source]}</Tag>
          {words.by(by, when)}
        </span>
        <Button
          size="small"
          disabled={!form}
          onClick={() => form && onLook({ title: `${words[source]} ${when}`, form })}
        >
          {words.preview}
        </Button>
      </div>
      {comment && <p className={styles.comment}>{comment}</p>}
      {read?.isRead && !form && <p className={styles.quiet}>{words.unreadable}</p>}
      {isFirst && <p className={styles.quiet}>{words.first}</p>}
      {form && before?.form && <ChangeList from={before.form} to={form} none={words.same} />}
    </>
  )
}

interface LookedAtProps extends Pick<HistoryDrawerProps, 'codeLists' | 'library' | 'onBack'> {
  readonly looked: Looked
  readonly now: FormDefinition
  readonly onLeave: () => void
}

function LookedAt({ looked, now, codeLists, library, onBack, onLeave }: LookedAtProps) {
  const words = useWords(historyWords)
  const { locale } = useLocale()
  return (
    <>
      <div className={styles.head}>
        <Button onClick={onLeave}>{words.toList}</Button>
        <Button type="primary" onClick={() => onBack(looked.form)}>
          {words.back}
        </Button>
      </div>
      <h3>{words.previewOf(looked.title)}</h3>
      <p className={styles.quiet}>{words.against}</p>
      <ChangeList from={now} to={looked.form} none={words.nothing} />
      <div className={styles.paper}>
        <ErrorBoundary>
          <FormView
            definition={looked.form}
            codeLists={codeLists}
            forms={library}
            answers={noAnswers}
            locale={locale}
            disabled
            onSubmit={() => {}}
            uploadFile={refuseFile}
            fileUrl={() => ''}
          />
        </ErrorBoundary>
      </div>
    </>
  )
}

const noAnswers = {}
const refuseFile = () => Promise.reject(new Error('preview'))
