import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { Locale } from '#findings'
import type { Answers, CodeList, FormDefinition, FormLibrary } from '#forms'
import { PrintView } from '#forms/react'
import { useWords } from '#runtime/client'
import styles from './preview.module.css'
import { previewWords } from './preview-words.ts'
import './print-root.css'

export interface PrintedPreviewProps {
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
  readonly library: FormLibrary
  readonly answers: Answers
  readonly locale: Locale
  readonly fileUrl: (id: string) => string
}

/** The form on A4 as it is printed after it was filled, and the way to print it from here. */
export function PrintedPreview({ form, codeLists, library, answers, locale, fileUrl }: PrintedPreviewProps) {
  const words = useWords(previewWords)
  const [isPrinting, setPrinting] = useState(false)
  const sheet = (
    <PrintView
      definition={form}
      codeLists={codeLists}
      forms={library}
      answers={answers}
      locale={locale}
      fileUrl={fileUrl}
      number={words.sampleNumber}
      signers={[{ title: words.filledInBy }]}
      seal
    />
  )
  const print = () => {
    flushSync(() => setPrinting(true))
    window.print()
    setPrinting(false)
  }
  return (
    <>
      <div className={styles.printBar}>
        <Button icon={<PrinterOutlined />} onClick={print}>
          {words.printNow}
        </Button>
      </div>
      <div className={styles.sheet}>{sheet}</div>
      {isPrinting && createPortal(<div className="gz-print-root">{sheet}</div>, document.body)}
    </>
  )
}
