import type { Demo } from '#runtime/api'
import { useWords } from '../i18n/locale.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { usePageTitle } from '../shell/page-title.ts'
import { ProductMark } from '../shell/product-mark.tsx'
import { clientWords } from '../words.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import styles from './sign-in.module.css'
import { SignInForm, type SignInFormProps } from './sign-in-form.tsx'

/** The whole page of someone who is not signed in. A demo offers its accounts. */
export function SignInPage({ api, onSignedIn, demo }: SignInFormProps & { readonly demo?: Demo }) {
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
        {demo && <DemoAccounts api={api} demo={demo} onSignedIn={onSignedIn} />}
      </main>
    </div>
  )
}
