import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './cases.module.css'

export interface NumberSearchProps {
  readonly number: string
  readonly onSearch: (number: string) => void
}

/** Finds cases by the beginning or the end of their number. */
export function NumberSearch({ number, onSearch }: NumberSearchProps) {
  const words = useWords(workbenchWords)
  const [typed, setTyped] = useState(number)
  return (
    <search className={styles.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(typed.trim())
        }}
      >
        <Input
          aria-label={words.searchNumber}
          placeholder={words.searchNumberHint}
          maxLength={40}
          allowClear={{ clearIcon: <CloseCircleFilled aria-label={words.clearNumber} /> }}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            if (number && !target.value) onSearch('')
          }}
        />
        <Button htmlType="submit" icon={<SearchOutlined aria-hidden="true" />} aria-label={words.searchNumber} />
      </form>
    </search>
  )
}
