import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useApi, useErrorWords, useWords } from '#runtime/client'
import type { DesignedRegion } from '../app/designed-regions.ts'
import type { ToldToken } from './token-dialog.tsx'
import { workerWords } from './worker-words.ts'

export interface RegisterDialogProps {
  readonly region: DesignedRegion
  /** The types to begin with. */
  readonly types: readonly string[]
  /** Types that nobody does, to choose from. */
  readonly offered: readonly string[]
  readonly onClose: () => void
  readonly onRegistered: (told: ToldToken) => void
}

interface Fields {
  readonly name: string
  readonly types: readonly string[]
}

const longestName = 60
const mostTypes = 50

/** Registers a worker for the region. */
export function RegisterDialog({ region, types, offered, onClose, onRegistered }: RegisterDialogProps) {
  const words = useWords(workerWords)
  const api = useApi()
  const explain = useErrorWords()
  const [form] = Form.useForm<Fields>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()

  const register = async ({ name, types: chosen }: Fields) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { name: name.trim(), types: [...chosen], region: region.code }
      const { token } = await api('POST /api/workers', { body })
      onRegistered({ name: body.name, token })
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={words.add}
      okText={words.add}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ name: '', types }} onFinish={register} requiredMark={false}>
        <Form.Item
          name="name"
          label={words.name}
          extra={words.nameHelp}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input maxLength={longestName} autoFocus />
        </Form.Item>
        <Form.Item
          name="types"
          label={words.types}
          extra={words.typesHelp}
          rules={[
            { required: true, type: 'array', min: 1, message: words.required },
            { type: 'array', max: mostTypes, defaultField: { pattern: /^[^\s,]{1,200}$/, message: words.badType } },
          ]}
        >
          <Select
            mode="tags"
            tokenSeparators={[',', '，', ' ']}
            options={offered.map((type) => ({ value: type, label: type }))}
          />
        </Form.Item>
        <p>{words.regionHelp(region.name)}</p>
        {problem !== undefined && <Alert type="error" showIcon title={explain(problem).title} />}
      </Form>
    </Modal>
  )
}
