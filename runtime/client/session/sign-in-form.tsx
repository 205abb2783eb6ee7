import { Alert, Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Me } from '#runtime/api'
import type { Api } from '../api/api.ts'
import { useWords } from '../i18n/locale.tsx'
import { useErrorWords } from '../states/error-words.ts'
import { clientWords } from '../words.ts'
import styles from './sign-in.module.css'

export interface SignInFormProps {
  readonly api: Api
  readonly onSignedIn: (me: Me) => void
  /** Filled in where it is known. */
  readonly userName?: string
}

/** User name and password; says at the field what is missing, and above the button what the server refused. */
export function SignInForm({ api, onSignedIn, userName: known = '' }: SignInFormProps) {
  const words = useWords(clientWords)
  const errorWords = useErrorWords()
  const id = useId()
  const [userName, setUserName] = useState(known)
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()

  async function signIn(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (!userName.trim() || !password) return
    setSending(true)
    setError(undefined)
    try {
      onSignedIn(await api('POST /api/session', { body: { userName: userName.trim(), password } }))
    } catch (refusal) {
      setError(refusal)
    } finally {
      setSending(false)
    }
  }

  const missing = (value: string) => asked && !value
  return (
    <form className={styles.form} onSubmit={signIn} noValidate>
      <div className={styles.field}>
        <label htmlFor={`${id}-name`}>{words.userName}</label>
        <Input
          id={`${id}-name`}
          size="large"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          value={userName}
          status={missing(userName.trim()) ? 'error' : ''}
          aria-invalid={missing(userName.trim())}
          aria-describedby={`${id}-name-problem`}
          onChange={(event) => setUserName(event.target.value)}
        />
        <span id={`${id}-name-problem`} className={styles.problem}>
          {missing(userName.trim()) && words.userNameNeeded}
        </span>
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}-password`}>{words.password}</label>
        <Input.Password
          id={`${id}-password`}
          size="large"
          autoComplete="current-password"
          maxLength={200}
          value={password}
          status={missing(password) ? 'error' : ''}
          aria-invalid={missing(password)}
          aria-describedby={`${id}-password-problem`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <span id={`${id}-password-problem`} className={styles.problem}>
          {missing(password) && words.passwordNeeded}
        </span>
      </div>
      {error !== undefined && (
        <Alert type="error" showIcon role="alert" title={errorWords(error).text} className={styles.refusal ?? ''} />
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={sending}>
        {words.signIn}
      </Button>
    </form>
  )
}
