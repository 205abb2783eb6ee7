import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { ShownScope } from '#runtime/api'
import { useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { isVariableName, textOf, typeOf, type ValueType, valueFrom, valueTypes } from './typed-value.ts'

export interface ScopeEditorProps {
  readonly scope: ShownScope
  readonly title: string
  readonly mayEdit: boolean
  readonly onSave: (
    variables: Readonly<Record<string, unknown>>,
    why: { readonly reason: string; readonly requestId: string },
  ) => Promise<void>
}

interface Edit {
  readonly key: number
  readonly name: string
  readonly isNew: boolean
  readonly type: ValueType
  readonly text: string
}

/** The variables of one scope, each to be changed by its type; what changes is shown before and after. */
export function ScopeEditor({ scope, title, mayEdit, onSave }: ScopeEditorProps) {
  const words = useWords(operationWords)
  const [edits, setEdits] = useState<readonly Edit[]>([])
  const [next, setNext] = useState(1)
  const [saving, setSaving] = useState(false)
  const names = Object.keys(scope.variables)
  const problems = edits.map(problemOf)
  const complete = edits.length > 0 && problems.every((problem) => problem === undefined)
  const put = (edit: Omit<Edit, 'key'>) => {
    setEdits((before) => [...before, { ...edit, key: next }])
    setNext(next + 1)
  }
  const change = (key: number, part: Partial<Edit>) =>
    setEdits((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const given = Object.fromEntries(
    edits.flatMap(({ name, type, text }) => {
      const typed = valueFrom(type, text)
      return 'value' in typed ? [[name.trim(), typed.value]] : []
    }),
  )

  function problemOf({ name, isNew, type, text }: Edit) {
    if (isNew && (!isVariableName(name.trim()) || names.includes(name.trim()))) return words.badName
    const typed = valueFrom(type, text)
    return 'wrong' in typed ? words[typed.wrong] : undefined
  }

  return (
    <div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.value}</th>
              {mayEdit && <th scope="col" aria-label={words.edit} />}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <td>{name}</td>
                <td className={styles.value}>{textOf(scope.variables[name]) || words.notSet}</td>
                {mayEdit && (
                  <td>
                    <Button
                      size="small"
                      aria-label={`${words.edit} ${name}`}
                      disabled={edits.some((edit) => edit.name === name)}
                      onClick={() =>
                        put({
                          name,
                          isNew: false,
                          type: typeOf(scope.variables[name]),
                          text: textOf(scope.variables[name]),
                        })
                      }
                    >
                      {words.edit}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayEdit && (
        <>
          {edits.map((edit, index) => (
            <div key={edit.key} className={styles.editRow}>
              <Input
                aria-label={words.name}
                value={edit.name}
                disabled={!edit.isNew}
                onChange={({ target }) => change(edit.key, { name: target.value })}
              />
              <Select
                aria-label={words.type}
                value={edit.type}
                options={valueTypes.map((value) => ({ value, label: words[`type_${value}`] }))}
                onChange={(type) => change(edit.key, { type, ...(type === 'yesNo' && { text: 'true' }) })}
              />
              <ValueInput edit={edit} problem={problems[index]} onChange={(text) => change(edit.key, { text })} />
              <Button onClick={() => setEdits((before) => before.filter(({ key }) => key !== edit.key))}>
                {words.removeEdit}
              </Button>
            </div>
          ))}
          <div className={styles.picked}>
            <Button onClick={() => put({ name: '', isNew: true, type: 'text', text: '' })}>{words.addVariable}</Button>
            <Button type="primary" disabled={!complete} onClick={() => setSaving(true)}>
              {words.saveVariables}
            </Button>
            {edits.length === 0 && <span className={styles.faint}>{words.nothingChanged}</span>}
          </div>
        </>
      )}
      <ReasonDialog
        open={saving}
        title={words.saveTitle}
        text={words.saveText}
        confirm={words.saveVariables}
        onClose={() => setSaving(false)}
        onConfirm={async (why) => {
          await onSave(given, why)
          setEdits([])
        }}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(given).map(([name, value]) => (
              <tr key={name}>
                <td>{name}</td>
                <td className={styles.value}>{textOf(scope.variables[name]) || words.notSet}</td>
                <td className={styles.value}>{textOf(value) || words.notSet}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ReasonDialog>
    </div>
  )
}

interface ValueInputProps {
  readonly edit: Edit
  readonly problem: string | undefined
  readonly onChange: (text: string) => void
}

function ValueInput({ edit: { type, text, name }, problem, onChange }: ValueInputProps) {
  const words = useWords(operationWords)
  const label = `${words.value} ${name}`
  if (type === 'yesNo') {
    return (
      <Select
        aria-label={label}
        value={text === 'true' ? 'true' : 'false'}
        options={[
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]}
        onChange={onChange}
      />
    )
  }
  return (
    <span>
      {type === 'json' ? (
        <Input.TextArea
          aria-label={label}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={text}
          status={problem ? 'error' : ''}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <Input
          aria-label={label}
          inputMode={type === 'number' ? 'decimal' : 'text'}
          disabled={type === 'empty'}
          value={type === 'empty' ? '' : text}
          status={problem ? 'error' : ''}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {problem && <span className={styles.problem}>{problem}</span>}
    </span>
  )
}
