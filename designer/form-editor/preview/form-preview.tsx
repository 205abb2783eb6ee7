import { ClearOutlined, ExperimentOutlined } from '@ant-design/icons'
import { Alert, App, Button, Segmented } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Locale } from '#findings'
import {
  type Answers,
  type CodeList,
  type CompiledForm,
  type FileReference,
  type FormDefinition,
  type FormLibrary,
  formState,
  isSampleFile,
  sampleAnswers,
} from '#forms'
import { FormView } from '#forms/react'
import { ErrorBoundary, useLocale, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { HiddenNodes } from './hidden-nodes.tsx'
import preview from './preview.module.css'
import { previewWords } from './preview-words.ts'
import { PrintedPreview } from './printed-preview.tsx'
import { samplePicture } from './sample-picture.ts'
import { today } from './today.ts'

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

type Device = 'desktop' | 'phone' | 'print'

const devices: readonly Device[] = ['desktop', 'phone', 'print']

/** The form as a caseworker gets it, at a desk, on a phone and on paper, to be filled and tried without consequence. */
export function FormPreview(props: FormPreviewProps) {
  const { form, codeLists, library, compiled, sample, onSample, onSelect } = props
  const words = useWords(previewWords)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [device, setDevice] = useState<Device>('desktop')
  const [language, setLanguage] = useState<Locale>(locale)
  // The view keeps what is typed; another round opens it anew with these answers.
  const [opened, setOpened] = useState({ round: 0, answers: sample })
  const { uploadFile, fileUrl } = usePreviewFiles(words.samplePhoto)
  const put = (answers: Answers) => {
    onSample(answers)
    setOpened(({ round }) => ({ round: round + 1, answers }))
  }
  const show = (next: Device) => {
    if (next === 'print') setOpened(({ round }) => ({ round, answers: sample }))
    setDevice(next)
  }
  const counted = useMemo(
    () => (device === 'print' && compiled ? formState(compiled, sample, {}, { today: today() }).answers : sample),
    [device, compiled, sample],
  )
  return (
    <>
      <div className={preview.bar}>
        <Segmented
          aria-label={words.device}
          value={device}
          onChange={show}
          options={devices.map((value) => ({ value, label: words[value] }))}
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
        <Button
          icon={<ExperimentOutlined />}
          disabled={!compiled}
          onClick={() => {
            if (!compiled) return
            put(sampleAnswers(compiled, { today: today() }))
            message.success(words.filled)
          }}
        >
          {words.fill}
        </Button>
        <Button icon={<ClearOutlined />} disabled={Object.keys(sample).length === 0} onClick={() => put({})}>
          {words.clear}
        </Button>
        <span className={preview.note}>{words.note}</span>
      </div>
      {!compiled && <Alert type="warning" showIcon title={words.broken} />}
      {compiled && device === 'print' && (
        <ErrorBoundary>
          <PrintedPreview
            form={form}
            codeLists={codeLists}
            library={library}
            answers={counted}
            locale={language}
            fileUrl={fileUrl}
          />
        </ErrorBoundary>
      )}
      {compiled && device !== 'print' && (
        <div className={styles.paper} data-device={device} lang={language}>
          <ErrorBoundary>
            <FormView
              key={opened.round}
              definition={form}
              codeLists={codeLists}
              forms={library}
              answers={nothing}
              typed={opened.answers}
              locale={language}
              onTyped={onSample}
              onSubmit={() => message.success(words.accepted)}
              uploadFile={uploadFile}
              fileUrl={fileUrl}
              submitLabel={words.submit}
            />
          </ErrorBoundary>
        </div>
      )}
      {compiled && <HiddenNodes compiled={compiled} answers={sample} locale={language} onSelect={onSelect} />}
    </>
  )
}

const nothing: Answers = {}

/** Keeps files on the page: nothing is uploaded from a preview. */
function usePreviewFiles(sampleText: string) {
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
  const fileUrl = useCallback(
    (id: string) => (isSampleFile(id) ? samplePicture(sampleText) : (urls.current.get(id) ?? '')),
    [sampleText],
  )
  return { uploadFile, fileUrl }
}
