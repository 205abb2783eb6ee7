import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { DefinitionSummary } from '#runtime/api'
import { useApi, useErrorWords, useLocale, useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { blankForm, isFormId, suggestedId } from './blank-form.ts'
import { newFormWords } from './new-form-words.ts'

export interface NewFormButtonProps {
  readonly region: string
  readonly definitions: readonly DefinitionSummary[]
}

/** Begins a form of the region's own, and opens it in the editor. */
export function NewFormButton(props: NewFormButtonProps) {
  const words = useWords(newFormWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {words.newForm}
      </Button>
      {isOpen && <NewFormDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function NewFormDialog({ region, definitions, onClose }: NewFormButtonProps & { readonly onClose: () => void }) {
  const words = useWords(newFormWords)
  const { locale } = useLocale()
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const explain = useErrorWords()
  const taken = useMemo(
    () => new Set(definitions.filter(({ kind }) => kind === 'form').map(({ id }) => id)),
    [definitions],
  )
  const [title, setTitle] = useState('')
  const [typedId, setTypedId] = useState<string>()
  const [purpose, setPurpose] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const [inSteps, setInSteps] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const id = typedId ?? (title.trim() === '' ? '' : suggestedId(title, taken))
  const idProblem = id === '' ? undefined : taken.has(id) ? words.idTaken : isFormId(id) ? undefined : words.idWrong
  const isReady = title.trim() !== '' && id !== '' && idProblem === undefined
  /** Chinese is always there; where it was written in English, it stands for both. */
  const text = (written: string) =>
    written.trim() === '' ? undefined : { 'zh-CN': written.trim(), ...(locale === 'en' && { en: written.trim() }) }

  async function create() {
    const named = text(title)
    if (!isReady || !named || isBusy) return
    setBusy(true)
    setProblem(undefined)
    const form = blankForm({ id, title: named, purpose: text(purpose), legalBasis: text(legalBasis), inSteps })
    try {
      await api('PUT /api/definitions/:kind/:id/draft', {
        params: { kind: 'form', id },
        query: { region },
        body: { content: `${JSON.stringify(form, null, 2)}\n`, version: 0 },
      })
      await queries.invalidateQueries({ queryKey: ['definitions'] })
      navigate(`/${region}/form/${id}`)
    } catch (refusal) {
      setProblem(refusal)
      setBusy(false)
    }
  }
  const enter = (event: { readonly nativeEvent: { readonly isComposing: boolean } }) => {
    if (!event.nativeEvent.isComposing) void create()
  }
  return (
    <Modal
      open
      title={words.newForm}
      okText={words.create}
      cancelText={words.cancel}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: !isReady }}
      onOk={create}
      onCancel={onClose}
    >
      <PropertyField label={words.title}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={100}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
            onPressEnter={enter}
          />
        )}
      </PropertyField>
      <PropertyField label={words.id} help={words.idHelp} problem={idProblem}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={id}
            onChange={({ target }) => setTypedId(target.value)}
            onPressEnter={enter}
          />
        )}
      </PropertyField>
      <PropertyField label={words.purpose} help={words.purposeHelp}>
        {(control) => (
          <Input.TextArea {...control} rows={2} value={purpose} onChange={({ target }) => setPurpose(target.value)} />
        )}
      </PropertyField>
      <PropertyField label={words.legalBasis}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={legalBasis}
            onChange={({ target }) => setLegalBasis(target.value)}
          />
        )}
      </PropertyField>
      <Checkbox checked={inSteps} onChange={({ target }) => setInSteps(target.checked)}>
        {words.inSteps}
      </Checkbox>
      {problem !== undefined && <Alert type="error" showIcon role="alert" title={explain(problem).title} />}
    </Modal>
  )
}
