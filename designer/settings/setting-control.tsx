import { Input, Select, Switch } from 'antd'
import { useState } from 'react'
import type { Setting, SettingValue } from '#definitions'
import { useLocalize, useWords } from '#runtime/client'
import { CommittedText } from '../controls/committed-text.tsx'
import type { FieldControl } from '../controls/property-field.tsx'
import { valueProblem } from './setting-text.ts'
import { settingWords } from './setting-words.ts'
import styles from './settings.module.css'

export interface SettingControlProps {
  readonly setting: Setting
  readonly disabled: boolean
  /** Id of what names it. */
  readonly labelledBy: string
  readonly onSet: (value: SettingValue) => void
}

/** The value of a setting by its type. A value that may not be is kept in the control and never set. */
export function SettingControl({ setting, disabled, labelledBy, onSet }: SettingControlProps) {
  const words = useWords(settingWords)
  const say = useLocalize()
  const [typed, setTyped] = useState<string>()
  const { id, type, value, unit, minimum, maximum, maxLength } = setting
  const read = typed === undefined ? undefined : readTyped(type, typed)
  const problem =
    read === undefined ? undefined : read === 'not-a-number' ? words.notANumber : said(valueProblem(setting, read), say)
  const help =
    minimum !== undefined && maximum !== undefined
      ? words.range(String(minimum), String(maximum))
      : minimum !== undefined
        ? words.atLeast(String(minimum))
        : maximum !== undefined
          ? words.atMost(String(maximum))
          : type === 'dates'
            ? words.datesHelp
            : maxLength !== undefined
              ? words.atMostCharacters(maxLength)
              : undefined
  const note = problem ?? help
  const control: FieldControl & { 'aria-labelledby': string; disabled: boolean } = {
    id: `setting-${id}`,
    disabled,
    'aria-labelledby': labelledBy,
    'aria-describedby': note ? `setting-note-${id}` : undefined,
    'aria-invalid': problem ? true : undefined,
  }
  const commit = (text: string) => {
    const given = readTyped(type, text)
    if (given === 'not-a-number' || valueProblem(setting, given)) {
      setTyped(text)
      return
    }
    setTyped(undefined)
    onSet(given)
  }
  return (
    <div className={styles.control}>
      <div className={styles.value}>
        {type === 'yes-no' ? (
          <>
            <Switch {...control} checked={value === true} onChange={onSet} />
            <span className={styles.unit}>{value === true ? words.on : words.off}</span>
          </>
        ) : type === 'choice' ? (
          <Select
            {...control}
            value={String(value)}
            onChange={onSet}
            options={(setting.options ?? []).map((option) => ({ value: option.id, label: say(option.title) }))}
            popupMatchSelectWidth={false}
            className={styles.choice ?? ''}
          />
        ) : type === 'integer' || type === 'number' ? (
          <Typed control={control} value={typed ?? String(value)} onTyping={setTyped} onCommit={commit} />
        ) : type === 'dates' ? (
          <CommittedText
            {...control}
            value={(Array.isArray(value) ? value : []).join('\n')}
            rows={3}
            onTyping={setTyped}
            onCommit={commit}
          />
        ) : (
          <CommittedText {...control} value={String(value)} onTyping={setTyped} onCommit={commit} />
        )}
        {unit && <span className={styles.unit}>{say(unit)}</span>}
      </div>
      {note && (
        <span
          id={`setting-note-${id}`}
          className={problem ? styles.problem : styles.help}
          role={problem ? 'alert' : undefined}
        >
          {note}
        </span>
      )}
    </div>
  )
}

interface TypedProps {
  readonly control: FieldControl & { readonly disabled: boolean }
  readonly value: string
  readonly onTyping: (text: string) => void
  readonly onCommit: (text: string) => void
}

/** A number is taken over when it is left or with Enter: half of one is another one. */
function Typed({ control, value, onTyping, onCommit }: TypedProps) {
  return (
    <Input
      {...control}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      status={control['aria-invalid'] ? 'error' : ''}
      onChange={(event) => onTyping(event.target.value)}
      onBlur={(event) => onCommit(event.target.value)}
      onPressEnter={(event) => onCommit(event.currentTarget.value)}
      className={styles.number ?? ''}
    />
  )
}

function readTyped(type: Setting['type'], text: string): SettingValue | 'not-a-number' {
  if (type === 'integer' || type === 'number') {
    const number = Number(
      text.trim().replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)),
    )
    return text.trim() === '' || !Number.isFinite(number) ? 'not-a-number' : number
  }
  if (type !== 'dates') return text
  return text
    .split(/[\s,，、;；]+/)
    .filter((date) => date !== '')
    .sort()
}

function said<T>(text: T | undefined, say: (text: T) => string): string | undefined {
  return text === undefined ? undefined : say(text)
}
