import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import type { CaseSummary } from '#runtime/api'
import { RegionName, usePageTitle, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './new-case.module.css'

export interface CaseStartedProps {
  readonly started: CaseSummary
  readonly onAgain: () => void
}

/** The number of the case just started, and where to go from here. */
export function CaseStarted({ started, onAgain }: CaseStartedProps) {
  const words = useWords(workbenchWords)
  const navigate = useNavigate()
  const title = useRef<HTMLHeadingElement>(null)
  usePageTitle(words.started)
  useEffect(() => title.current?.focus(), [])
  return (
    <div className={styles.done}>
      <CheckCircleFilled className={styles.doneSign ?? ''} aria-hidden="true" />
      <h2 ref={title} tabIndex={-1}>
        {words.started}
      </h2>
      <p className={styles.doneNumber}>{words.startedText(started.number)}</p>
      <p>
        {started.title} · <RegionName code={started.region} name={started.regionName} />
      </p>
      <div className={styles.doneActions}>
        <Button type="primary" onClick={() => navigate(`/cases/${encodeURIComponent(started.id)}`)}>
          {words.viewCase}
        </Button>
        <Button onClick={onAgain}>{words.startAnother}</Button>
        <Button onClick={() => navigate('/')}>{words.backToInbox}</Button>
      </div>
    </div>
  )
}
