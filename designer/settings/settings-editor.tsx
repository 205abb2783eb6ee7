import { CloudUploadOutlined, RedoOutlined, SearchOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Space } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { RegionSetting } from '#runtime/api'
import { EmptyState, PageHeader, useLocalize, useWords } from '#runtime/client'
import { RegionChoice } from '../app/region-choice.tsx'
import { DraftGuard } from '../draft/draft-guard.tsx'
import { draftWords } from '../draft/draft-words.ts'
import { undoKeys } from '../draft/undo-keys.ts'
import { SettingRow } from './setting-row.tsx'
import { saysTheSame, settingOf, withValue } from './setting-text.ts'
import { settingWords } from './setting-words.ts'
import styles from './settings.module.css'
import { type SettingDrafts, useSettingDrafts } from './use-setting-drafts.ts'

export interface SettingsEditorProps {
  readonly region: string
  readonly items: readonly RegionSetting[]
  /** Id of the setting to show first. */
  readonly wanted?: string | undefined
  readonly reload: () => void
}

type Shown = 'all' | 'own' | 'drafts'

/** All settings of a region by the bundle that declares them, each with its value to change. */
export function SettingsEditor({ region, items, wanted, reload }: SettingsEditorProps) {
  const words = useWords(settingWords)
  const drafting = useWords(draftWords)
  const say = useLocalize()
  const navigate = useNavigate()
  const drafts = useSettingDrafts(region, items)
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('all')

  useEffect(() => {
    if (wanted === undefined) return
    const row = document.getElementById(`row-${wanted}`)
    row?.scrollIntoView({ block: 'center' })
    document.getElementById(`setting-${wanted}`)?.focus({ preventScroll: true })
  }, [wanted])

  const isOwn = ({ id, beneath }: RegionSetting) => beneath !== undefined && !saysTheSame(drafts.textOf(id), beneath)
  const isDraft = ({ id, published }: RegionSetting) => !saysTheSame(drafts.textOf(id), published)
  const needle = search.trim().toLowerCase()
  const found = items.filter((item) => {
    if ((shown === 'own' && !isOwn(item)) || (shown === 'drafts' && !isDraft(item))) return false
    const setting = settingOf(item.published)
    const words = [item.id, ...Object.values(setting?.title ?? {}), ...Object.values(setting?.description ?? {})]
    return `${words.join(' ')} ${say(item.bundleTitle)}`.toLowerCase().includes(needle)
  })
  const bundles = Map.groupBy(found, ({ bundleTitle }) => say(bundleTitle))
  const counts = { all: items.length, own: items.filter(isOwn).length, drafts: drafts.drafts }

  async function publish() {
    if (await drafts.flush()) navigate(`/${region}/publish`)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shortcuts for the buttons of the header
    <div onKeyDown={(event) => undoKeys(event, drafts)}>
      <PageHeader
        title={words.title}
        aside={
          <>
            <RegionChoice page="/settings" />
            <Saving drafts={drafts} />
          </>
        }
        actions={
          <Space size={8} wrap>
            <Space.Compact>
              <Button
                icon={<UndoOutlined />}
                aria-label={drafting.undo}
                title={drafting.undo}
                disabled={!drafts.undo}
                onClick={drafts.undo}
              />
              <Button
                icon={<RedoOutlined />}
                aria-label={drafting.redo}
                title={drafting.redo}
                disabled={!drafts.redo}
                onClick={drafts.redo}
              />
            </Space.Compact>
            <Button
              type="primary"
              icon={<CloudUploadOutlined />}
              disabled={counts.drafts === 0}
              onClick={() => void publish()}
            >
              {counts.drafts === 0 ? words.publishNone : words.publish(counts.drafts)}
            </Button>
          </Space>
        }
      />
      <p className={styles.intro}>{words.intro}</p>
      <search className={styles.filter}>
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={words.search}
          placeholder={words.search}
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Segmented
          aria-label={words.show}
          value={shown}
          onChange={setShown}
          options={(['all', 'own', 'drafts'] as const).map((value) => ({ value, label: words[value](counts[value]) }))}
        />
      </search>
      {found.length === 0 && <EmptyState title={words.noneFound} text={words.noneFoundText} />}
      {[...bundles].map(([bundle, members]) => (
        <section key={bundle} className={styles.bundle} aria-label={bundle}>
          <h2>{bundle}</h2>
          <ul className={styles.rows}>
            {members.map((item) => {
              const text = drafts.textOf(item.id)
              const setting = settingOf(text) ?? settingOf(item.published)
              if (!setting) return null
              return (
                <SettingRow
                  key={item.id}
                  region={region}
                  item={item}
                  setting={setting}
                  text={text}
                  state={drafts.stateOf(item.id)}
                  onSet={(value) => drafts.set(item.id, withValue(text, value))}
                  onInherit={() => item.beneath !== undefined && drafts.set(item.id, item.beneath)}
                  onReload={reload}
                  onOverwrite={() => void drafts.overwrite(item.id)}
                />
              )
            })}
          </ul>
        </section>
      ))}
      <DraftGuard draft={drafts} />
    </div>
  )
}

/** Whether what is on the page is on the server too. */
function Saving({ drafts: { state, flush } }: { readonly drafts: SettingDrafts }) {
  const words = useWords(settingWords)
  return (
    <span role="status" className={styles.saving} data-state={state.type}>
      {state.type === 'untouched' ? '' : words[state.type]}
      {state.type === 'failed' && (
        <Button size="small" onClick={() => void flush()}>
          {words.retry}
        </Button>
      )}
    </span>
  )
}
