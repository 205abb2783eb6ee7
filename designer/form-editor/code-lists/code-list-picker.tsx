import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CodeList, FieldNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { Loading, useLocalize, useNarrow, useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { useCodeList } from '../use-code-lists.ts'
import { levelsOf, optionsLost } from './code-list-facts.ts'
import styles from './code-list-picker.module.css'
import { codeListWords } from './code-list-words.ts'

export interface CodeListPickerProps {
  readonly region: string
  readonly field: FieldNode
  readonly codeLists: readonly DefinitionSummary[]
  readonly onChange: (codeList: string) => void
}

/** The code list a field offers, with the way to its page and to another. */
export function CodeListPicker({ region, field, codeLists, onChange }: CodeListPickerProps) {
  const words = useWords(codeListWords)
  const say = useLocalize()
  const [isOpen, setOpen] = useState(false)
  const known = codeLists.find(({ id }) => id === field.codeList)
  const chosen = known ? say(known.title) : field.codeList === undefined ? words.none : words.missing(field.codeList)
  return (
    <>
      <PropertyField label={words.codeList} problem={known ? undefined : chosen}>
        {(control) => (
          <Button
            {...control}
            className={styles.chosen ?? ''}
            aria-label={`${words.codeList} ${chosen}`}
            block
            onClick={() => setOpen(true)}
          >
            {known ? `${chosen} · ${words.change}` : words.choose}
          </Button>
        )}
      </PropertyField>
      {known && (
        <p>
          <Link to={`/${region}/codeList/${encodeURIComponent(known.id)}`}>{words.open}</Link>
        </p>
      )}
      {isOpen && (
        <CodeListDialog
          region={region}
          field={field}
          codeLists={codeLists}
          onChange={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** All code lists of the region, to be found by words and looked into before one is taken. */
export function CodeListDialog({
  region,
  field,
  codeLists,
  onChange,
  onClose,
}: CodeListPickerProps & { readonly onClose: () => void }) {
  const words = useWords(codeListWords)
  const say = useLocalize()
  const narrow = useNarrow()
  const [search, setSearch] = useState('')
  const [looked, setLooked] = useState(field.codeList)
  const wanted = search.trim().toLowerCase()
  const found = codeLists.filter(({ id, title, bundleTitle }) =>
    [id, title['zh-CN'], title.en, bundleTitle['zh-CN']].some((text) => text?.toLowerCase().includes(wanted)),
  )
  const { data, isError } = useCodeList(region, looked)
  const isKnown = codeLists.some(({ id }) => id === looked)
  const take = () => {
    if (looked === undefined) return
    onChange(looked)
    onClose()
  }
  return (
    <Modal
      open
      title={words.title}
      width={820}
      okText={words.use}
      okButtonProps={{ disabled: !data || !isKnown || (looked === field.codeList && field.options === undefined) }}
      cancelText={words.cancel}
      onOk={take}
      onCancel={onClose}
    >
      <Input.Search
        aria-label={words.search}
        placeholder={words.search}
        allowClear
        autoFocus={!narrow}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.panes}>
        <ul className={styles.lists}>
          {found.map(({ id, title, bundleTitle }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === looked} onClick={() => setLooked(id)}>
                <strong>{say(title)}</strong>
                <span>
                  {id} · {say(bundleTitle)}
                </span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li className={styles.quiet}>{words.noneFound}</li>}
        </ul>
        <div className={styles.look} aria-live="polite">
          {looked === undefined || !isKnown ? (
            <p className={styles.quiet}>{words.pick}</p>
          ) : data ? (
            <Inside list={data} field={field} />
          ) : isError ? (
            <p className={styles.quiet}>{words.failed}</p>
          ) : (
            <Loading />
          )}
        </div>
      </div>
    </Modal>
  )
}

const shown = 12

function Inside({ list, field }: { readonly list: CodeList; readonly field: FieldNode }) {
  const words = useWords(codeListWords)
  const say = useLocalize()
  const levels = levelsOf(list)
  const options = field.options ?? []
  const lost = optionsLost(options, list)
  const first = list.codes.slice(0, shown)
  return (
    <>
      <p>
        <strong>{say(list.title)}</strong>　{words.count(list.codes.length)} · {words.levels(levels)}
      </p>
      {list.standard && (
        <p className={styles.quiet}>
          {words.standard} {list.standard}
          {list.verified === false && `（${words.unverified}）`}
        </p>
      )}
      {field.widget === 'cascade' && levels === 1 && <Alert type="warning" showIcon title={words.flat} />}
      {options.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={words.replaces(options.length)}
          description={lost.length > 0 ? words.lost(lost.map(({ title }) => say(title)).join('、')) : undefined}
        />
      )}
      {options.length === 0 && field.codeList !== undefined && field.codeList !== list.id && (
        <Alert type="warning" showIcon title={words.changes} />
      )}
      <p className={styles.quiet}>{words.first(first.length)}</p>
      <ul className={styles.codes}>
        {first.map(({ code, title, parent }) => (
          <li key={code} data-below={parent !== undefined || undefined}>
            <code>{code}</code> {say(title)}
          </li>
        ))}
      </ul>
    </>
  )
}
