import { Modal } from 'antd'
import { Fragment } from 'react'
import { useLocalize, useWords } from '#runtime/client'
import { keyCaps, type Shortcut, type ShortcutGroup, shortcutGroups, shortcuts } from '../shortcuts.ts'
import styles from './help.module.css'
import { helpWords } from './help-words.ts'

const all: readonly Shortcut[] = Object.values(shortcuts)
const groups = Object.keys(shortcutGroups) as readonly ShortcutGroup[]

/** All commands that have a key, as this keyboard calls them. */
export function ShortcutsHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const words = useWords(helpWords)
  const say = useLocalize()
  const isMac = navigator.userAgent.includes('Mac')
  return (
    <Modal open={open} title={words.title} footer={null} width={760} onCancel={onClose}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={say(shortcutGroups[group])}>
            <h3>{say(shortcutGroups[group])}</h3>
            <dl>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map(({ title, keys }) => (
                  <div key={keys.join()}>
                    <dt>{say(title)}</dt>
                    <dd>
                      {keys.map((combination, index) => (
                        <Fragment key={combination}>
                          {index > 0 && <span> {words.or} </span>}
                          {keyCaps(combination, isMac).map((cap) => (
                            <kbd key={cap}>{cap}</kbd>
                          ))}
                        </Fragment>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>{words.note}</p>
    </Modal>
  )
}
