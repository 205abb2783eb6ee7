import { SnippetsOutlined } from '@ant-design/icons'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { type FormTemplate, formTemplates } from './form-templates.ts'

export interface TemplateListProps {
  /** Whether a section may stand where the next node goes. */
  readonly allowed: boolean
  readonly onAdd: (template: FormTemplate) => void
}

/** One button for every group of questions that is often asked. */
export function TemplateList({ allowed, onAdd }: TemplateListProps) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  return (
    <section aria-label={words.templates}>
      <h3 className={styles.templates}>{words.templates}</h3>
      <div className={styles.palette}>
        {formTemplates.map((template) => (
          <button key={template.id} type="button" disabled={!allowed} onClick={() => onAdd(template)}>
            <span aria-hidden="true">
              <SnippetsOutlined />
            </span>
            {say(template.title)}
          </button>
        ))}
      </div>
    </section>
  )
}
