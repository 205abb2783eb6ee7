import { Modal } from 'antd'
import { useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import styles from './sign-in.module.css'
import { SignInForm, type SignInFormProps } from './sign-in-form.tsx'

/** Asks for the password over the page that someone was working on. */
export function SignInAgain(props: SignInFormProps) {
  const words = useWords(clientWords)
  return (
    <Modal open title={words.signInAgain} footer={null} closable={false} keyboard={false} width={400} centered>
      <p className={styles.why}>{words.signInAgainWhy}</p>
      <SignInForm {...props} />
    </Modal>
  )
}
