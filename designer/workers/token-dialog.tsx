import { CopyOutlined } from '@ant-design/icons'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '#runtime/client'
import { workerWords } from './worker-words.ts'
import styles from './workers.module.css'

/** A token that was just made; it can be told this once. */
export interface ToldToken {
  readonly name: string
  readonly token: string
}

export interface TokenDialogProps {
  readonly told: ToldToken
  readonly onClose: () => void
}

/** Shows a token and how it is used, until somebody says it is kept. */
export function TokenDialog({ told: { name, token }, onClose }: TokenDialogProps) {
  const words = useWords(workerWords)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(token)
    setCopied(true)
  }
  const example = [
    `curl -X POST ${location.origin}/api/jobs/fetch-and-lock \\`,
    `  -H "Authorization: Bearer $GEZHI_TOKEN" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"max": 1, "wait": 30000}'`,
  ].join('\n')
  return (
    <Modal
      open
      title={`${words.tokenTitle} · ${name}`}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <div className={styles.token}>
        <Alert type="warning" showIcon title={words.tokenText} />
        <div className={styles.secret}>
          <output aria-label={words.token}>{token}</output>
          {'clipboard' in navigator && (
            <Button icon={<CopyOutlined aria-hidden="true" />} onClick={copy}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </div>
        <div>
          {words.tokenUse}
          <pre className={styles.example}>{example}</pre>
        </div>
      </div>
    </Modal>
  )
}
