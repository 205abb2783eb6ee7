import { Alert, App, Segmented } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Locale } from '#findings'
import type { Answers, CodeList, CompiledForm, FileReference, FormDefinition, FormLibrary } from '#forms'
import { FormView } from '#forms/react'
import { ErrorBoundary, useLocale, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { HiddenNodes } from './hidden-nodes.tsx'

export interface FormPreviewProps {
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
  readonly library: FormLibrary
  /** `form` ready to be answered; nothing where it has errors. */
  readonly compiled: CompiledForm | undefined
  /** What was typed so far, and what becomes of it. */
  readonly sample: Answers
  readonly onSample: (answers: Answers) => void
  readonly onSelect: (id: string) => void
}

/** The form as a caseworker gets it, to be filled and tried without consequence. */
export function FormPreview(props: FormPreviewProps) {
  const { form, codeLists, library, compiled, sample, onSample, onSelect } = props
  const words = useWords(formEditorWords)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop')
  const [language, setLanguage] = useState<Locale>(locale)
  const { uploadFile, fileUrl } = usePreviewFiles()
  return (
    <>
      <div className={styles.previewBar}>
        <Segmented
          aria-label={words.device}
          value={device}
          onChange={setDevice}
          options={[
            { value: 'desktop', label: words.desktop },
            { value: 'phone', label: words.phoneSize },
          ]}
        />
        <Segmented
          aria-label={words.language}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <span className={styles.hint}>{words.previewNote}</span>
      </div>
      <div className={styles.paper} data-device={device} lang={language}>
        {!compiled && <Alert type="warning" showIcon title={words.previewBroken} />}
        {compiled && (
          <ErrorBoundary>
            <FormView
              definition={form}
              codeLists={codeLists}
              forms={library}
              answers={nothing}
              typed={sample}
              locale={language}
              onTyped={onSample}
              onSubmit={() => message.success(words.previewAccepted)}
              uploadFile={uploadFile}
              fileUrl={fileUrl}
              submitLabel={words.previewSubmit}
            />
          </ErrorBoundary>
        )}
      </div>
      {compiled && <HiddenNodes compiled={compiled} answers={sample} locale={language} onSelect={onSelect} />}
    </>
  )
}

const nothing: Answers = {}

/** Keeps files on the page: nothing is uploaded from a preview. */
function usePreviewFiles() {
  const urls = useRef(new Map<string, string>())
  useEffect(
    () => () => {
      for (const url of urls.current.values()) URL.revokeObjectURL(url)
    },
    [],
  )
  const uploadFile = useCallback(async (file: File): Promise<FileReference> => {
    const id = crypto.randomUUID()
    urls.current.set(id, URL.createObjectURL(file))
    return { id, name: file.name, type: file.type, size: file.size }
  }, [])
  const fileUrl = useCallback((id: string) => urls.current.get(id) ?? '', [])
  return { uploadFile, fileUrl }
}
