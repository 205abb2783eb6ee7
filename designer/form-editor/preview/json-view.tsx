import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'

/** The definition as it is stored. */
export function JsonView({ text }: { readonly text: string }) {
  const words = useWords(formEditorWords)
  const { message } = App.useApp()
  const copy = () => navigator.clipboard.writeText(text).then(() => message.success(words.copied))
  return (
    <>
      <div className={styles.previewBar}>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {words.copy}
        </Button>
        <span className={styles.hint}>{words.jsonNote}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard too */}
      <pre className={styles.json} tabIndex={0}>
        {text}
      </pre>
    </>
  )
}
