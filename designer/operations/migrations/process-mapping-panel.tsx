import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { FieldStep, ProcessMigration } from '#definitions'
import type { ProcessMapping } from '#runtime/api'
import { Loading, useApi, useLocale, useLocalize, useWords } from '#runtime/client'
import styles from '../operations.module.css'
import { type DiagramMark, StateDiagram } from '../parts/state-diagram.tsx'
import { MappingTable } from './mapping-table.tsx'
import { migrationWords } from './migration-words.ts'

export interface ProcessMappingPanelProps {
  readonly mapping: ProcessMapping
  readonly part: ProcessMigration | undefined
  readonly region: string
  readonly from: string
  readonly to: string
  readonly onChange: (elements: Readonly<Record<string, string>>) => void
}

/** One process of a migration: both drawings, which element becomes which, and what becomes of the variables. */
export function ProcessMappingPanel({ mapping, part, region, from, to, onChange }: ProcessMappingPanelProps) {
  const words = useWords(migrationWords)
  const say = useLocalize()
  const { elements = {}, fields = [] } = part ?? {}
  const [picked, setPicked] = useState<string>()
  const targetOf = (id: string) =>
    Object.hasOwn(elements, id) ? elements[id] : mapping.targets.some((target) => target.id === id) ? id : undefined
  const { old, now } = useMemo(() => marksOf(mapping, elements), [mapping, elements])
  return (
    <section className={styles.panel}>
      <h2>
        {say(mapping.title)} <span className={styles.faint}>{words.cases(mapping.cases)}</span>
      </h2>
      <div className={styles.mapped}>
        <Drawing
          title={words.oldDiagram}
          {...{ region, release: from, process: mapping.process, marks: old, selected: picked }}
          onSelect={setPicked}
        />
        <Drawing
          title={words.newDiagram}
          {...{ region, release: to, process: mapping.process, marks: now }}
          selected={picked === undefined ? undefined : targetOf(picked)}
        />
      </div>
      <MappingTable
        mapping={mapping}
        elements={elements}
        onSelect={setPicked}
        onMap={(id, target) => {
          const { [id]: _, ...others } = elements
          onChange(target === undefined ? others : { ...others, [id]: target })
        }}
      />
      {fields.length > 0 && (
        <>
          <h3>{words.fields}</h3>
          <ul className={styles.plain}>
            {fields.map((step) => (
              <li key={step.id}>{stepWords(step, words)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function stepWords(step: FieldStep, words: (typeof migrationWords)['zh-CN']): string {
  switch (step.kind) {
    case 'rename':
      return words.field_rename(step.field, step.to)
    case 'split':
      return words.field_split(step.field, step.into.join(' + '))
    case 'join':
      return words.field_join(step.fields.join(' + '), step.to)
    case 'default':
      return words.field_default(step.field)
    case 'set':
      return words.field_set(step.field, step.expression)
    case 'remove':
      return words.field_remove(step.field)
  }
}

/** What is renamed, what has no counterpart, and what is new. */
function marksOf(
  { elements: known, targets }: ProcessMapping,
  map: Readonly<Record<string, string>>,
): { readonly old: DiagramMark[]; readonly now: DiagramMark[] } {
  const ids = new Set(targets.map(({ id }) => id))
  const old = known.flatMap(({ id }): DiagramMark[] => {
    if (Object.hasOwn(map, id)) return [{ elementId: id, state: 'changed', count: 1 }]
    return ids.has(id) ? [] : [{ elementId: id, state: 'gone', count: 1 }]
  })
  const now = Object.values(map).map((elementId): DiagramMark => ({ elementId, state: 'changed', count: 1 }))
  return { old, now }
}

interface DrawingProps {
  readonly title: string
  readonly region: string
  readonly release: string
  readonly process: string
  readonly marks: readonly DiagramMark[]
  readonly selected: string | undefined
  readonly onSelect?: (id: string | undefined) => void
}

function Drawing({ title, region, release, process, marks, selected, onSelect }: DrawingProps) {
  const { locale } = useLocale()
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['operated-diagram', release, process, locale],
    queryFn: () => api('GET /api/migrations/diagram', { query: { region, release, processId: process, locale } }),
    staleTime: Infinity,
  })
  return (
    <div>
      <p className={styles.faint}>{title}</p>
      {data ? (
        <StateDiagram xml={data.xml} marks={marks} label={title} selected={selected} {...(onSelect && { onSelect })} />
      ) : (
        <Loading />
      )}
    </div>
  )
}
