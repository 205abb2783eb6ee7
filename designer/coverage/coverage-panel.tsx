import { CloseOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useErrorWords, useLocalize, useWords } from '#runtime/client'
import { FindingList } from '../problems/finding-list.tsx'
import type { Coverage } from './add-coverage.ts'
import styles from './coverage.module.css'
import { coverageWords } from './coverage-words.ts'
import type { CoverageRun } from './use-coverage.ts'

export interface CoveragePanelProps {
  readonly run: CoverageRun
  /** Of the process that is shown. */
  readonly process: Coverage['processes'][number] | undefined
  readonly onAgain: () => void
  readonly onClose: () => void
  readonly onJump: (node: string) => void
}

/** What the scenarios go through in the process on the drawing: how far the run is, a legend, and what is left out. */
export function CoveragePanel({ run, process, onAgain, onClose, onJump }: CoveragePanelProps) {
  const words = useWords(coverageWords)
  const say = useLocalize()
  const errorWords = useErrorWords()
  const parts = process
    ? [
        ...process.elements.map((part) => ({ ...part, flow: false })),
        ...process.flows.map((part) => ({ ...part, flow: true })),
      ]
    : []
  const left = parts.filter(({ times }) => times === 0)
  const isDone = run.status === 'done'
  return (
    <section className={styles.panel} aria-label={words.title}>
      <div className={styles.head}>
        <h2>{words.title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={words.hide}
          title={words.hide}
          onClick={onClose}
        />
      </div>
      <p role="status" className={styles.status}>
        {run.status === 'running' && words.running(run.ran, run.all)}
        {isDone &&
          run.all > 0 &&
          process &&
          `${words.sum(parts.length - left.length, parts.length)} · ${words.ran(run.all)}`}
        {isDone && run.all === 0 && (run.coverage ? words.noScenarios : words.notRunnable)}
        {run.status === 'failed' && `${words.failed}：${errorWords(run.error).text}`}
      </p>
      {run.status === 'running' && (
        <Progress
          size="small"
          showInfo={false}
          aria-label={words.title}
          percent={run.all === 0 ? 0 : (100 * run.ran) / run.all}
        />
      )}
      {isDone && !run.coverage && <FindingList findings={run.findings} />}
      {run.coverage && (
        <>
          <ul className={styles.legend}>
            <li data-covered="yes">{words.covered}</li>
            <li data-covered="no">{words.uncovered}</li>
          </ul>
          {run.failed.length > 0 && (
            <details className={styles.failed}>
              <summary>{words.failedScenarios(run.failed.length)}</summary>
              {run.failed.map(({ id, title, findings }) => (
                <div key={id}>
                  <strong>{say(title)}</strong>
                  <FindingList findings={findings} />
                </div>
              ))}
            </details>
          )}
          {isDone && left.length === 0 && parts.length > 0 && <p>{words.none}</p>}
          {isDone && left.length > 0 && (
            <ul className={styles.left} aria-label={words.list}>
              {left.map(({ id, title, flow }) => (
                <li key={id}>
                  <button type="button" onClick={() => onJump(id)}>
                    {flow && <small>{words.flow}</small>} {title ? say(title) : id}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {run.status !== 'running' && (
        <Button size="small" onClick={onAgain}>
          {words.again}
        </Button>
      )}
    </section>
  )
}
