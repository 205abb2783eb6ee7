import { LockOutlined, RollbackOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Explanation } from '#runtime/api'
import { useApi, useLocale, useLocalize, useRegionName, useWords } from '#runtime/client'
import type { Draft } from '../draft/use-draft.ts'
import { valueText } from '../releases/value-text.ts'
import styles from './explain.module.css'
import { explainWords } from './explain-words.ts'
import { layerText, stampText } from './origin-text.ts'
import type { Adaptation } from './use-beneath.ts'

export interface NodeOriginProps {
  readonly draft: Draft
  /** As patches address it; `/` is the definition itself. */
  readonly node: string
  readonly adapted: Adaptation | undefined
  /** Takes back what the region changed here. Left out where that is not possible. */
  readonly onInherit?: (() => void) | undefined
}

/** Where a node comes from: layer, author and date of each of its values, and the way back to what is inherited. */
export function NodeOrigin({ draft: { region, definition }, node, adapted, onInherit }: NodeOriginProps) {
  const words = useWords(explainWords)
  const api = useApi()
  const { locale } = useLocale()
  const nameOf = useRegionName()
  const { kind, id } = definition
  const { data, error } = useQuery({
    queryKey: ['explain', region, kind, id, node],
    queryFn: () => api('GET /api/definitions/:kind/:id/explain', { params: { kind, id }, query: { region, node } }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const told = data?.explanation
  return (
    <section className={styles.origin} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={styles.marks}>
        <span className={adapted ? styles.own : styles.plain}>
          {adapted === 'changed' ? words.own : adapted === 'added' ? words.ownNew : words.inherited}
        </span>
        {told && (
          <span>
            {layerText(told.added, words, locale, nameOf)}
            {stampText(told.added, locale) && ` · ${stampText(told.added, locale)}`}
          </span>
        )}
      </p>
      {told?.locked && (
        <p className={styles.locked}>
          <LockOutlined aria-hidden="true" /> {words.locked(layerText(told.locked, words, locale, nameOf))}
        </p>
      )}
      {adapted === 'changed' && onInherit && (
        <Button size="small" icon={<RollbackOutlined />} title={words.inheritHint} onClick={onInherit}>
          {words.inherit}
        </Button>
      )}
      {error && <p className={styles.note}>{words.unavailable}</p>}
      {data && !told && <p className={styles.note}>{words.unpublished}</p>}
      {told && <Values told={told} />}
    </section>
  )
}

function Values({ told }: { readonly told: Explanation }) {
  const words = useWords(explainWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const nameOf = useRegionName()
  const values = told.values.filter(({ property }) => !property.startsWith('#') || property === '#text')
  if (values.length === 0) return null
  const shown = (value: unknown) =>
    value === true ? words.yes : value === false ? words.no : valueText(value, locale) || words.nothing
  return (
    <details>
      <summary>{words.more}</summary>
      <dl>
        {values.map(({ property, title, value, from, before }) => (
          <div key={property}>
            <dt>{say(title)}</dt>
            <dd>
              <span className={styles.value}>{shown(value)}</span>
              <small>
                {layerText(from, words, locale, nameOf)} {stampText(from, locale)}
              </small>
              {before.map((was) => (
                <small key={`${was.from.layer} ${was.from.at ?? ''}`}>
                  {words.was} {shown(was.value)} · {layerText(was.from, words, locale, nameOf)}
                </small>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
