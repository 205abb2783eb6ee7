import { Alert, App, Segmented } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Locale } from '#findings'
import {
  type Answers,
  type CodeList,
  compileForm,
  type FileReference,
  type FormDefinition,
  FormNotUsableError,
} from '#forms'
import { FormView } from '#forms/react'
import { ErrorBoundary, useLocale, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'

export interface FormPreviewProps {
  readonly form: FormDefinition
  readonly codeLists: readonly CodeList[]
}

/** The form as a caseworker gets it, to be filled and tried without consequence. */
export function FormPreview({ form, codeLists }: FormPreviewProps) {
  const words = useWords(formEditorWords)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop')
  const [language, setLanguage] = useState<Locale>(locale)
  const [answers, setAnswers] = useState<Answers>({})
  const { uploadFile, fileUrl } = usePreviewFiles()
  const usable = useMemo(() => isUsable(form, codeLists), [form, codeLists])
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
        {!usable && <Alert type="warning" showIcon title={words.previewBroken} />}
        {usable && (
          <ErrorBoundary key={JSON.stringify(form)}>
            <FormView
              definition={form}
              codeLists={codeLists}
              answers={answers}
              locale={language}
              onChange={setAnswers}
              onSubmit={() => message.success(words.previewAccepted)}
              uploadFile={uploadFile}
              fileUrl={fileUrl}
              submitLabel={words.previewSubmit}
            />
          </ErrorBoundary>
        )}
      </div>
    </>
  )
}

/** The problems panel tells in the reader's language what is wrong; the preview only says that something is. */
function isUsable(form: FormDefinition, codeLists: readonly CodeList[]): boolean {
  try {
    compileForm(form, { codeLists })
    return true
  } catch (error) {
    if (error instanceof FormNotUsableError) return false
    throw error
  }
}

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
