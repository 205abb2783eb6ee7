import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, usePageTitle, useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './print.module.css'

export interface PrintPart {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
}

export interface PrintPageProps {
  /** Also what a PDF is called. */
  readonly title: string
  /** Where the arrow leads. */
  readonly back: string
  readonly parts: readonly PrintPart[]
  /** What is masked, and the way to have it shown; on the screen only. */
  readonly note?: ReactNode
}

/** Sheets of A4 as they will be printed, and above them, on the screen only, what to print. */
export function PrintPage({ title, back, parts, note }: PrintPageProps) {
  const words = useWords(workbenchWords)
  const { locale } = useLocale()
  const id = useId()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  usePageTitle(title)
  const choose = (part: string, isChosen: boolean) => {
    const next = new Set(left)
    if (isChosen) next.delete(part)
    else next.add(part)
    setLeft(next)
  }
  const chosen = parts.filter((part) => !left.has(part.id))
  return (
    <>
      <header className={styles.bar}>
        <Link to={back} className={styles.back}>
          <ArrowLeftOutlined aria-hidden="true" /> {words.printBack}
        </Link>
        {parts.length > 1 && (
          <fieldset className={styles.parts} aria-labelledby={id}>
            <span id={id}>{words.printParts}</span>
            {parts.map((part) => (
              <Checkbox
                key={part.id}
                checked={!left.has(part.id)}
                onChange={({ target }) => choose(part.id, target.checked)}
              >
                {part.title}
              </Checkbox>
            ))}
          </fieldset>
        )}
        <Button
          type="primary"
          icon={<PrinterOutlined aria-hidden="true" />}
          disabled={chosen.length === 0}
          onClick={() => print()}
        >
          {words.print}
        </Button>
        {note && <p className={styles.note}>{note}</p>}
      </header>
      <main className={styles.sheets} lang={locale}>
        {chosen.map(({ id, content }) => (
          <div key={id} className={styles.sheet}>
            {content}
          </div>
        ))}
      </main>
    </>
  )
}
