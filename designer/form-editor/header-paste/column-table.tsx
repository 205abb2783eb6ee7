import { Checkbox, Input, Select } from 'antd'
import { sensitivities } from '#forms'
import { useWords } from '#runtime/client'
import { formEditorWords } from '../form-editor-words.ts'
import { questionKinds } from '../form-edits.ts'
import styles from './header-paste.module.css'
import { headerPasteWords } from './header-paste-words.ts'
import type { PastedColumn } from './pasted-columns.ts'

export interface ColumnTableProps {
  readonly columns: readonly PastedColumn[]
  readonly onChange: (at: number, part: Partial<PastedColumn>) => void
}

/** What each column would become, to be corrected. */
export function ColumnTable({ columns, onChange }: ColumnTableProps) {
  const words = useWords(headerPasteWords)
  const kindWords = useWords(formEditorWords)
  const kinds = questionKinds.map((kind) => ({ value: kind, label: kindWords[`kind_${kind}`] }))
  const levels = sensitivities.map((value) => ({ value, label: words[value] }))
  return (
    <div className={styles.scroll}>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{words.taken}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.required}</th>
            <th scope="col">{words.sensitivity}</th>
            <th scope="col">{words.examples}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ at, title, kind, required, sensitivity, taken, examples }) => {
            const name = title || words.noTitle(at + 1)
            return (
              <tr key={at} data-left={!taken || undefined}>
                <td>
                  <Checkbox
                    aria-label={words.take(name)}
                    checked={taken}
                    onChange={(event) => onChange(at, { taken: event.target.checked })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={words.titleOf(at + 1)}
                    placeholder={words.noTitle(at + 1)}
                    maxLength={100}
                    value={title}
                    onChange={(event) => onChange(at, { title: event.target.value })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={words.kindOf(name)}
                    value={kind}
                    options={kinds}
                    onChange={(next) => onChange(at, { kind: next })}
                  />
                </td>
                <td>
                  <Checkbox
                    aria-label={words.requiredOf(name)}
                    checked={required}
                    onChange={(event) => onChange(at, { required: event.target.checked })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={words.sensitivityOf(name)}
                    value={sensitivity}
                    options={levels}
                    onChange={(next) => onChange(at, { sensitivity: next })}
                  />
                </td>
                <td className={styles.examples}>{examples.join('、')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
