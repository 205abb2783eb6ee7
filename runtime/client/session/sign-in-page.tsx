import { useWords } from '../i18n/locale.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { usePageTitle } from '../shell/page-title.ts'
import { ProductMark } from '../shell/product-mark.tsx'
import { clientWords } from '../words.ts'
import styles from './sign-in.module.css'
import { SignInForm, type SignInFormProps } from './sign-in-form.tsx'

/** The whole page of someone who is not signed in. */
export function SignInPage({ api, onSignedIn }: SignInFormProps) {
  const words = useWords(clientWords)
  usePageTitle(words.signIn)
  return (
    <div className={styles.page}>
      <div className={styles.language}>
        <LanguageSwitch />
      </div>
      <main className={styles.card}>
        <ProductMark size={48} />
        <h1 className={styles.product}>{words.product}</h1>
        <p className={styles.line}>{words.productLine}</p>
        <SignInForm api={api} onSignedIn={onSignedIn} />
      </main>
    </div>
  )
}
