import type { CaseDetail, TimelineEntry } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './case.module.css'

export interface TimelineProps {
  readonly entries: readonly TimelineEntry[]
  /** How the case stands, which says how it ended. */
  readonly ended: CaseDetail['status']
  /** How much the process keeps: below `full`, what is left out is said. */
  readonly kept: CaseDetail['historyLevel']
}

type Tone = 'done' | 'waiting' | 'problem' | 'quiet'

const tones: Record<TimelineEntry['what'], Tone> = {
  started: 'done',
  taskOpened: 'waiting',
  taskCompleted: 'done',
  taskCancelled: 'quiet',
  jobCompleted: 'quiet',
  jobFailed: 'problem',
  timerFired: 'quiet',
  messageReceived: 'quiet',
  signalReceived: 'quiet',
  incidentRetried: 'quiet',
  variablesSet: 'quiet',
  tokenMoved: 'quiet',
  suspended: 'waiting',
  resumed: 'quiet',
  caseCancelled: 'quiet',
  restarted: 'waiting',
  instanceAdded: 'quiet',
  migrated: 'quiet',
  migrationUndone: 'quiet',
  incident: 'problem',
  incidentClosed: 'done',
  ended: 'done',
}

/** Who did what when, in the order in which it happened. */
export function Timeline({ entries, ended, kept }: TimelineProps) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const titles: Record<TimelineEntry['what'], (name: string) => string> = {
    started: () => words.entryStarted,
    taskOpened: words.entryTaskOpened,
    taskCompleted: words.entryTaskCompleted,
    taskCancelled: words.entryTaskCancelled,
    jobCompleted: words.entryJobCompleted,
    jobFailed: words.entryJobFailed,
    timerFired: words.entryTimerFired,
    messageReceived: words.entryMessageReceived,
    signalReceived: words.entrySignalReceived,
    incidentRetried: words.entryIncidentRetried,
    variablesSet: () => words.entryVariablesSet,
    tokenMoved: words.entryTokenMoved,
    suspended: () => words.entrySuspended,
    resumed: () => words.entryResumed,
    caseCancelled: () => words.entryCaseCancelled,
    restarted: words.entryRestarted,
    instanceAdded: words.entryInstanceAdded,
    migrated: () => words.entryMigrated,
    migrationUndone: () => words.entryMigrationUndone,
    incident: words.entryIncident,
    incidentClosed: words.entryIncidentClosed,
    ended: () => (ended === 'cancelled' ? words.entryCancelled : words.entryEnded),
  }
  const leftOut = { none: words.keptNone, activity: words.keptActivity, audit: words.keptAudit, full: undefined }[kept]
  return (
    <>
      {leftOut && <p className={styles.entryDetail}>{leftOut}</p>}
      <ol className={styles.timeline}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles[tones[entry.what]]}>
            <p className={styles.entryTitle}>
              {titles[entry.what](entry.elementName ? localize(entry.elementName) : words.bySystem)}
            </p>
            <p className={styles.entryFacts}>
              <time dateTime={entry.at}>{momentWords(entry.at, locale)}</time>
              {entry.what === 'taskOpened' ? (
                entry.offeredTo?.length ? (
                  <span>{words.offeredTo(entry.offeredTo.map(localize).join(words.listSeparator))}</span>
                ) : null
              ) : (
                <span>{entry.by ?? words.bySystem}</span>
              )}
              {entry.due && <span>{words.dueAt(momentWords(entry.due, locale))}</span>}
            </p>
            {entry.detail && <p className={styles.entryDetail}>{entry.detail}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}
