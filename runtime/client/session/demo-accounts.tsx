import { App, Button } from 'antd'
import { useState } from 'react'
import type { Demo } from '#runtime/api'
import { useWords } from '../i18n/locale.tsx'
import { useErrorWords } from '../states/error-words.ts'
import { clientWords } from '../words.ts'
import styles from './sign-in.module.css'
import type { SignInFormProps } from './sign-in-form.tsx'

/** One touch signs in as one of the demo's people. */
export function DemoAccounts({ api, demo, onSignedIn }: SignInFormProps & { readonly demo: Demo }) {
  const words = useWords(clientWords)
  const errorWords = useErrorWords()
  const { message } = App.useApp()
  const [sending, setSending] = useState<string>()

  async function signIn(userName: string) {
    setSending(userName)
    try {
      onSignedIn(await api('POST /api/session', { body: { userName, password: demo.password } }))
    } catch (refusal) {
      message.error(errorWords(refusal).text)
      setSending(undefined)
    }
  }

  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{words.demoAccounts}</h2>
      <p>{words.demoPassword(demo.password)}</p>
      <ul>
        {demo.accounts.map(({ userName, displayName }) => (
          <li key={userName}>
            <Button block loading={sending === userName} onClick={() => signIn(userName)}>
              {displayName}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
