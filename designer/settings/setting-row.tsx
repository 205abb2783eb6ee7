import { LockOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Setting, SettingValue } from '#definitions'
import type { RegionSetting } from '#runtime/api'
import { useLocale, useLocalize, useRegionName, useWords } from '#runtime/client'
import type { SaveState } from '../draft/autosave.ts'
import { explainWords } from '../explain/explain-words.ts'
import { layerText, stampText } from '../explain/origin-text.ts'
import { SettingControl } from './setting-control.tsx'
import { saysTheSame, settingOf } from './setting-text.ts'
import { settingWords } from './setting-words.ts'
import styles from './settings.module.css'

export interface SettingRowProps {
  readonly region: string
  readonly item: RegionSetting
  readonly setting: Setting
  /** The text of the definition as it stands on the page. */
  readonly text: string
  readonly state: SaveState
  readonly onSet: (value: SettingValue) => void
  readonly onInherit: () => void
  readonly onReload: () => void
  readonly onOverwrite: () => void
}

/** One setting: its value to change, where it comes from, and the way back to what is inherited. */
export function SettingRow(props: SettingRowProps) {
  const { region, item, setting, text, state, onSet, onInherit, onReload, onOverwrite } = props
  const words = useWords(settingWords)
  const origins = useWords(explainWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const nameOf = useRegionName()
  const shown = useShownValue()
  const { id, title, description } = setting
  const isDraft = !saysTheSame(text, item.published)
  const beneath = item.beneath === undefined ? undefined : settingOf(item.beneath)
  const own = item.beneath !== undefined && !saysTheSame(text, item.beneath)
  const locked = item.locked !== undefined
  const [from, ...before] = item.values
  const titleId = `setting-title-${id}`
  return (
    <li className={styles.row} data-setting={id} id={`row-${id}`}>
      <div className={styles.about}>
        <h3 id={titleId}>{say(title)}</h3>
        {description && <p className={styles.description}>{say(description)}</p>}
        <p className={styles.marks}>
          {item.locked ? (
            <span className={styles.lock}>
              <LockOutlined aria-hidden="true" /> {words.lockedBy(layerText(item.locked, origins, locale, nameOf))}
            </span>
          ) : (
            <span className={own ? styles.own : styles.plain}>{own ? words.setHere : words.inherited}</span>
          )}
          {isDraft && <span className={styles.draft}>{words.draft}</span>}
          {from && !isDraft && (
            <span className={styles.from}>
              {words.from} {layerText(from.from, origins, locale, nameOf)}
              {stampText(from.from, locale) && ` · ${stampText(from.from, locale)}`}
            </span>
          )}
        </p>
        <details className={styles.more}>
          <summary>{words.where}</summary>
          <ol className={styles.ladder}>
            {isDraft && (
              <li>
                <strong>{shown(setting, setting.value)}</strong> <span>{words.draft}</span>
              </li>
            )}
            {[...(from ? [from] : []), ...before].map(({ value, from: origin }) => (
              <li key={`${origin.layer} ${origin.at ?? ''}`}>
                <strong>{shown(setting, value)}</strong> <span>{layerText(origin, origins, locale, nameOf)}</span>{' '}
                <span className={styles.stamp}>{stampText(origin, locale)}</span>
              </li>
            ))}
          </ol>
          <p className={styles.uses}>
            {item.usedBy.length === 0 ? words.usedByNone : words.usedBy}{' '}
            {item.usedBy.map((use, index) => (
              <span key={`${use.kind} ${use.id}`}>
                {index > 0 && ' · '}
                <Link to={`/${region}/${use.kind}/${encodeURIComponent(use.id)}`}>{say(use.title)}</Link>
              </span>
            ))}
          </p>
          <p className={styles.uses}>
            {words.readAs} <code>settings.{id}</code>
          </p>
        </details>
      </div>
      <div className={styles.setting}>
        <SettingControl
          key={JSON.stringify(setting.value)}
          setting={setting}
          disabled={locked}
          labelledBy={titleId}
          onSet={onSet}
        />
        {own && beneath && !locked && (
          <Button
            type="link"
            size="small"
            icon={<RollbackOutlined />}
            onClick={onInherit}
            aria-label={words.backTo(say(title))}
            className={styles.back ?? ''}
          >
            {words.back(shown(beneath, beneath.value))}
          </Button>
        )}
        {state.type === 'conflict' && (
          <div role="alert" className={styles.conflict}>
            <p>{words.conflict}</p>
            <Button size="small" onClick={onReload}>
              {words.reload}
            </Button>{' '}
            <Button size="small" danger onClick={onOverwrite}>
              {words.overwrite}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}

/** A value as a person reads it, with its unit. */
function useShownValue(): (setting: Setting, value: unknown) => string {
  const words = useWords(settingWords)
  const say = useLocalize()
  return ({ type, unit, options = [] }, value) => {
    if (value === undefined || value === '') return words.empty
    if (type === 'yes-no') return value === true ? words.on : words.off
    const option = options.find(({ id }) => id === value)
    if (option) return say(option.title)
    if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : words.empty
    return unit ? `${String(value)} ${say(unit)}` : String(value)
  }
}
