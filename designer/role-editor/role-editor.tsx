import { Alert, Checkbox, Radio } from 'antd'
import { useCallback, useEffect } from 'react'
import { type Role, type RoleSight, roleSights } from '#definitions'
import { useWords } from '#runtime/client'
import { TextProperty } from '../controls/text-property.tsx'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { EditFrame } from '../draft/edit-frame.tsx'
import { jsonText } from '../draft/json-text.ts'
import { NodeOrigin } from '../explain/node-origin.tsx'
import { useBeneath } from '../explain/use-beneath.ts'
import { useEditHistory } from '../form-editor/edit-history.ts'
import styles from './role-editor.module.css'
import { roleWords } from './role-words.ts'
import { useLockedOut } from './use-locked-out.ts'

const flags = ['designs', 'reviews', 'oversees'] as const

/** A role: what it is called and what it may do where it is granted, with a warning before anyone is locked out. */
export function RoleEditor({ draft, opening, reload }: EditorProps & { readonly opening: Role }) {
  const words = useWords(roleWords)
  const { present: role, edit, undo, redo } = useEditHistory(opening)
  const write = useCallback(() => jsonText(role), [role])
  const beneath = useBeneath(draft, write, role)
  const lockedOut = useLockedOut(draft.region, role)
  const fixed = beneath.locked.includes('/')
  const { changed } = draft
  useEffect(() => {
    if (role !== opening) changed(write)
  }, [role, opening, changed, write])

  const flag = (name: (typeof flags)[number], on: boolean) => {
    const { [name]: _, ...others } = role
    edit(on ? { ...others, [name]: true } : others)
  }
  const { title, description } = role
  const describe = (zh: string, en: string) => {
    const { description: _, ...others } = role
    edit(zh === '' ? others : { ...others, description: { 'zh-CN': zh, ...(en !== '' && { en }) } })
  }
  async function inherit() {
    const text = await beneath.inherit('/')
    if (text !== undefined) edit(JSON.parse(text) as Role)
  }

  return (
    <EditFrame draft={draft} history={{ undo, redo }} reload={reload} findings={draft.findings}>
      <div className={styles.page}>
        {lockedOut.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={words.lockedOutTitle}
            description={lockedOut.map((who) => words[who]).join(' ')}
          />
        )}
        <fieldset className={styles.card} disabled={fixed}>
          <legend>{words.role}</legend>
          <div className={styles.pair}>
            <TextProperty
              label={words.title}
              value={title['zh-CN']}
              onCommit={(zh) => edit({ ...role, title: { ...title, 'zh-CN': zh } })}
            />
            <TextProperty
              label={words.titleEn}
              value={title.en ?? ''}
              onCommit={(en) => edit({ ...role, title: { 'zh-CN': title['zh-CN'], ...(en.trim() !== '' && { en }) } })}
            />
            <TextProperty
              label={words.description}
              value={description?.['zh-CN'] ?? ''}
              rows={2}
              onCommit={(zh) => describe(zh.trim(), description?.en ?? '')}
            />
            <TextProperty
              label={words.descriptionEn}
              value={description?.en ?? ''}
              rows={2}
              onCommit={(en) => describe(description?.['zh-CN'] ?? '', en.trim())}
            />
          </div>
          <p className={styles.hint}>
            {words.id} <code>{role.id}</code>
          </p>
        </fieldset>
        <fieldset className={styles.card} disabled={fixed}>
          <legend>{words.may}</legend>
          {flags.map((name) => (
            <div key={name} className={styles.flag}>
              <Checkbox checked={role[name] === true} onChange={(event) => flag(name, event.target.checked)}>
                {words[name]}
              </Checkbox>
              <p className={styles.hint}>{words[`${name}Help`]}</p>
            </div>
          ))}
          <h3 id="role-sight">{words.sight}</h3>
          <Radio.Group
            aria-labelledby="role-sight"
            className={styles.sights ?? ''}
            value={role.sensitive ?? 'masked'}
            onChange={(event) => {
              const sight = event.target.value as RoleSight
              const { sensitive: _, ...others } = role
              edit(sight === 'masked' ? others : { ...others, sensitive: sight })
            }}
            options={roleSights.map((sight) => ({ value: sight, label: words[`sight-${sight}`] }))}
          />
          <h3>{words.handles}</h3>
          <p className={styles.hint}>{words.handlesHelp}</p>
        </fieldset>
        <div className={styles.card}>
          <NodeOrigin draft={draft} node="/" adapted={beneath.adapted.get('/')} onInherit={() => void inherit()} />
        </div>
      </div>
    </EditFrame>
  )
}
