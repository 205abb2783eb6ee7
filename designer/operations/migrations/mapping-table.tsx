import { Checkbox, Select, Tag } from 'antd'
import { useState } from 'react'
import type { ProcessMapping } from '#runtime/api'
import { useLocalize, useWords } from '#runtime/client'
import styles from '../operations.module.css'
import { migrationWords } from './migration-words.ts'

export interface MappingTableProps {
  readonly mapping: ProcessMapping
  /** Old id to new id, where they differ. */
  readonly elements: Readonly<Record<string, string>>
  /** Taken out of the map where `to` is left out. */
  readonly onMap: (id: string, to: string | undefined) => void
  readonly onSelect: (id: string) => void
}

/** What each element of the old version is in the new one; what has kept its id is folded away. */
export function MappingTable({ mapping, elements, onMap, onSelect }: MappingTableProps) {
  const words = useWords(migrationWords)
  const say = useLocalize()
  const [all, setAll] = useState(false)
  const same = mapping.elements.filter(({ id, how }) => how === 'same' && !Object.hasOwn(elements, id))
  const shown = all ? mapping.elements : mapping.elements.filter((one) => !same.includes(one))
  const nameOf = (name: ProcessMapping['elements'][number]['name'], id: string) =>
    say(name) && say(name) !== id ? `${say(name)}（${id}）` : id
  return (
    <>
      {same.length > 0 && (
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {words.showSame(same.length)}
        </Checkbox>
      )}
      {shown.length === 0 ? (
        <p className={styles.faint}>{words.allSame}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.oldElement}</th>
                <th scope="col">{words.newElement}</th>
                <th scope="col">{words.how}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, name, kind, to, how }) => {
                const chosen = Object.hasOwn(elements, id) ? elements[id] : how === 'same' ? id : undefined
                const said = chosen === undefined ? 'none' : chosen === to ? how : 'chosen'
                return (
                  <tr key={id}>
                    <td>{nameOf(name, id)}</td>
                    <td>
                      <Select
                        aria-label={`${words.newElement} ${nameOf(name, id)}`}
                        style={{ width: '100%', minWidth: 160 }}
                        value={chosen ?? ''}
                        disabled={kind === 'sequenceFlow'}
                        showSearch={{ optionFilterProp: 'label' }}
                        onFocus={() => onSelect(id)}
                        onChange={(value) => onMap(id, value === '' || value === id ? undefined : value)}
                        options={[
                          ...(chosen === undefined || how !== 'same' ? [{ value: '', label: words.notMapped }] : []),
                          ...mapping.targets
                            .filter((target) => target.kind === kind)
                            .map((target) => ({ value: target.id, label: nameOf(target.name, target.id) })),
                          ...(kind === 'sequenceFlow' && chosen ? [{ value: chosen, label: chosen }] : []),
                        ]}
                      />
                    </td>
                    <td>
                      <Tag color={said === 'none' ? 'warning' : said === 'same' ? 'default' : 'processing'}>
                        {words[`how_${said}`]}
                      </Tag>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
