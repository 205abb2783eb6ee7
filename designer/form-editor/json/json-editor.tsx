import { CheckOutlined, CopyOutlined, RollbackOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Finding } from '#findings'
import type { FormDefinition } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import { formOfText, placeInText } from './apply-json.ts'
import styles from './json.module.css'
import { jsonWords } from './json-words.ts'

export interface JsonEditorProps {
  /** Of the form: it cannot be changed here. */
  readonly id: string
  /** The form as it is stored now. */
  readonly text: string
  /** The node whose place is shown first. */
  readonly selected?: string | undefined
  readonly onApply: (form: FormDefinition) => void
}

/** The definition as it is stored, to be read and changed as text. What is applied is one edit. */
export function JsonEditor({ id, text, selected, onApply }: JsonEditorProps) {
  const words = useWords(jsonWords)
  const say = useLocalize()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(text)
  const [begun, setBegun] = useState(text)
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const area = useRef<HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const isChanged = typed !== begun

  useEffect(() => {
    if (isChanged || begun === text) return
    setTyped(text)
    setBegun(text)
    setFindings([])
  }, [isChanged, begun, text])

  const goTo = (finding: Pick<Finding, 'position' | 'node'>, withFocus = true) => {
    const place = placeInText(typed, finding)
    if (!place || !area.current || !frame.current) return
    const height = Number.parseFloat(getComputedStyle(area.current).lineHeight)
    frame.current.scrollTop = Math.max(0, (place.line - 4) * height)
    if (!withFocus) return
    area.current.focus({ preventScroll: true })
    area.current.setSelectionRange(place.from, place.to)
  }
  const shown = useRef(goTo)
  shown.current = goTo
  useEffect(() => {
    if (selected !== undefined) shown.current({ node: selected }, false)
  }, [selected])

  const revert = () => {
    setTyped(text)
    setBegun(text)
    setFindings([])
  }
  const apply = () => {
    const read = formOfText(typed, id)
    if (!read.form) return setFindings(read.findings)
    onApply(read.form)
    setFindings([])
    setBegun(typed)
    message.success(words.applied)
  }
  const copy = () => navigator.clipboard.writeText(typed).then(() => message.success(words.copied))
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (isChanged) apply()
  }
  const lines = typed.split('\n').length
  return (
    <section className={styles.editor} aria-label={words.label}>
      <div className={styles.bar}>
        <Button type="primary" icon={<CheckOutlined />} disabled={!isChanged} onClick={apply}>
          {words.apply}
        </Button>
        <Button icon={<RollbackOutlined />} disabled={!isChanged} onClick={revert}>
          {words.revert}
        </Button>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {words.copy}
        </Button>
        <span className={styles.note} role="status">
          {isChanged ? words.unsaved : words.note}
        </span>
      </div>
      {isChanged && begun !== text && <p className={styles.warning}>{words.changedElsewhere}</p>}
      {findings.length > 0 && (
        <div className={styles.problems} role="alert">
          <strong>{words.problems}</strong>
          <ul>
            {findings.map((finding, index) => {
              const place = placeInText(typed, finding)
              return (
                <li key={`${index}:${finding.code}`}>
                  {place && (
                    <button type="button" onClick={() => goTo(finding)}>
                      {words.go(place.line)}
                    </button>
                  )}
                  {say(finding.message)} <span>{say(finding.remedy)}</span>
                </li>
              )
            })}
          </ul>
        </div>
      )}
      <div ref={frame} className={styles.frame}>
        <pre className={styles.lines} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
        </pre>
        <textarea
          ref={area}
          className={styles.text}
          aria-label={words.label}
          rows={lines + 1}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keys}
        />
      </div>
    </section>
  )
}
