import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Option } from '#forms'
import { useWords } from '#runtime/client'
import { CommittedText } from '../../controls/committed-text.tsx'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { newId } from '../form-edits.ts'

export interface OptionsPropertyProps {
  readonly options: readonly Option[]
  readonly onChange: (options: readonly Option[]) => void
}

/** A field's own choices. A new option's value is its id, so that renaming it changes no answer. */
export function OptionsProperty({ options, onChange }: OptionsPropertyProps) {
  const words = useWords(formEditorWords)
  const change = (id: string, part: Partial<Option>) =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...part } : option)))
  const swap = (index: number, other: number) =>
    onChange(options.with(index, options[other]!).with(other, options[index]!))
  const add = () => {
    const id = newId('option')
    onChange([...options, { id, value: id, title: { 'zh-CN': words.option(options.length + 1) } }])
  }
  return (
    <fieldset className={styles.options}>
      <legend>{words.options}</legend>
      {options.map(({ id, value, title }, index) => (
        <div key={id} className={styles.option}>
          <CommittedText
            {...named(`${words.option(index + 1)} ${words.optionTitle}`, `${id}-zh`)}
            value={title['zh-CN']}
            onCommit={(text) => text.trim() && change(id, { title: { ...title, 'zh-CN': text.trim() } })}
          />
          <CommittedText
            {...named(`${words.option(index + 1)} ${words.optionTitleEn}`, `${id}-en`)}
            value={title.en ?? ''}
            onCommit={(text) => change(id, { title: { ...title, en: text.trim() || undefined } })}
          />
          <CommittedText
            {...named(`${words.option(index + 1)} ${words.optionValue}`, `${id}-value`)}
            mono
            value={value}
            onCommit={(text) => text.trim() && change(id, { value: text.trim() })}
          />
          <span className={styles.optionTools}>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={`${words.moveUp} ${title['zh-CN']}`}
              onClick={() => swap(index, index - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={index === options.length - 1}
              aria-label={`${words.moveDown} ${title['zh-CN']}`}
              onClick={() => swap(index, index + 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`${words.removeOption} ${title['zh-CN']}`}
              onClick={() => onChange(options.filter((option) => option.id !== id))}
            />
          </span>
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {words.addOption}
      </Button>
    </fieldset>
  )
}

const named = (label: string, id: string) => ({
  id,
  'aria-label': label,
  placeholder: label,
  'aria-describedby': undefined,
  'aria-invalid': undefined,
})
