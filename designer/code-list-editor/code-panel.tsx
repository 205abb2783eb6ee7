import { Button, Checkbox, Select, Space } from 'antd'
import { useState } from 'react'
import type { CodeList } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import { CommittedText } from '../controls/committed-text.tsx'
import { PropertyField } from '../controls/property-field.tsx'
import { TextProperty } from '../controls/text-property.tsx'
import type { Draft } from '../draft/use-draft.ts'
import { NodeOrigin } from '../explain/node-origin.tsx'
import type { Adaptation } from '../explain/use-beneath.ts'
import { type Code, editCode, moveCode, removeCode, withBelow } from './code-edits.ts'
import styles from './code-list-editor.module.css'
import { codeListWords } from './code-list-words.ts'

export interface CodePanelProps {
  readonly draft: Draft
  readonly list: CodeList
  readonly code: Code | undefined
  /** Cases may use it. */
  readonly isPublished: boolean
  readonly isLocked: (code: string) => boolean
  readonly adapted: ReadonlyMap<string, Adaptation>
  readonly onEdit: (list: CodeList) => void
  readonly onChoose: (code: string | undefined) => void
  readonly onInherit: (node: string) => void
}

/** Beside the table: the chosen code, where it comes from, and the list as a whole. */
export function CodePanel(props: CodePanelProps) {
  const { draft, list, code, adapted, isLocked, onEdit, onInherit } = props
  const words = useWords(codeListWords)
  const node = code ? `codes/${code.code}` : '/'
  const fixed = isLocked('')
  const { title, standard = '', source = '' } = list
  const text = (name: 'standard' | 'source', value: string) => {
    const { [name]: _, ...others } = list
    onEdit(value.trim() === '' ? others : { ...list, [name]: value })
  }
  return (
    <aside className={styles.panel} aria-label={words.properties}>
      {code ? <CodeProperties key={code.code} {...props} code={code} /> : <p className={styles.hint}>{words.none}</p>}
      <NodeOrigin draft={draft} node={node} adapted={adapted.get(node)} onInherit={() => onInherit(node)} />
      <section className={styles.whole} aria-label={words.list}>
        <h2>{words.list}</h2>
        <fieldset disabled={fixed}>
          <TextProperty
            label={words.title}
            value={title['zh-CN']}
            onCommit={(zh) => onEdit({ ...list, title: { ...title, 'zh-CN': zh } })}
          />
          <TextProperty
            label={words.titleEn}
            value={title.en ?? ''}
            onCommit={(en) => onEdit({ ...list, title: en === '' ? { 'zh-CN': title['zh-CN'] } : { ...title, en } })}
          />
          <TextProperty label={words.standard} value={standard} onCommit={(value) => text('standard', value)} />
          <TextProperty label={words.source} value={source} rows={2} onCommit={(value) => text('source', value)} />
          <Checkbox
            checked={list.verified === true}
            onChange={(event) => onEdit({ ...list, verified: event.target.checked })}
          >
            {words.verified}
          </Checkbox>
        </fieldset>
      </section>
    </aside>
  )
}

function CodeProperties(props: CodePanelProps & { readonly code: Code }) {
  const { list, code, isPublished, isLocked, onEdit, onChoose } = props
  const words = useWords(codeListWords)
  const say = useLocalize()
  const [refused, setRefused] = useState<string>()
  const locked = isLocked(code.code)
  const cannotBe = withBelow(list, code.code)

  function rename(text: string) {
    const next = text.trim()
    if (next === code.code) return
    if (next === '' || next.length > 64) return setRefused(words.codeBad)
    if (list.codes.some((each) => each.code === next)) return setRefused(words.codeTaken)
    setRefused(undefined)
    onEdit(editCode(list, code.code, { code: next }))
    onChoose(next)
  }

  return (
    <>
      <h2>{say(code.title) || code.code}</h2>
      <PropertyField label={words.code} help={isPublished ? words.codeFixed : words.newCodeHelp} problem={refused}>
        {(control) => (
          <CommittedText {...control} value={code.code} disabled={isPublished || locked} onCommit={rename} />
        )}
      </PropertyField>
      <PropertyField label={words.parent}>
        {(control) => (
          <Select
            {...control}
            value={code.parent ?? ''}
            disabled={locked}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(parent) => onEdit(editCode(list, code.code, { parent: parent === '' ? undefined : parent }))}
            options={[
              { value: '', label: words.noParent },
              ...list.codes
                .filter((each) => !cannotBe.has(each.code))
                .map((each) => ({ value: each.code, label: `${each.code} ${say(each.title)}` })),
            ]}
            style={{ width: '100%' }}
          />
        )}
      </PropertyField>
      <Checkbox
        checked={code.retired === true}
        disabled={locked}
        onChange={(event) => onEdit(editCode(list, code.code, { retired: event.target.checked ? true : undefined }))}
      >
        {words.retired}
      </Checkbox>
      <p className={styles.hint}>{words.retiredHelp}</p>
      <Space wrap>
        <Button size="small" disabled={locked} onClick={() => onEdit(moveCode(list, code.code, -1))}>
          {words.up}
        </Button>
        <Button size="small" disabled={locked} onClick={() => onEdit(moveCode(list, code.code, 1))}>
          {words.down}
        </Button>
        <Button
          size="small"
          danger
          disabled={locked || isPublished || cannotBe.size > 1}
          title={isPublished ? words.removeHint : undefined}
          onClick={() => {
            onEdit(removeCode(list, code.code))
            onChoose(undefined)
          }}
        >
          {words.remove}
        </Button>
      </Space>
      {isPublished && <p className={styles.hint}>{words.removeHint}</p>}
    </>
  )
}
