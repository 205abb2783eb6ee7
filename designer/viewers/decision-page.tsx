import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { logicText, readDmn } from '#engine'
import { ErrorState, Loading, useLocalize, useWords } from '#runtime/client'
import { FindingList } from '../problems/finding-list.tsx'
import { DecisionTableView } from './decision-table-view.tsx'
import { DefinitionViewer } from './definition-viewer.tsx'
import { dmnLabels } from './dmn-labels.ts'
import { viewerWords } from './viewer-words.ts'
import styles from './viewers.module.css'

export function DecisionPage() {
  return <DefinitionViewer kind="decision">{(xml) => <Decisions xml={xml} />}</DefinitionViewer>
}

/** Every decision of a DMN file: a table, or the one expression it consists of. */
function Decisions({ xml }: { readonly xml: string }) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  const labels = useMemo(() => dmnLabels(xml), [xml])
  const { data, error } = useQuery({ queryKey: ['dmn', xml], queryFn: () => readDmn(xml), gcTime: 0, retry: false })
  if (!data) return error ? <ErrorState error={error} /> : <Loading />
  return (
    <>
      {data.findings.length > 0 && <FindingList findings={data.findings} />}
      {Object.values(data.decisions).map(({ id, name, logic }) => (
        <section key={id} aria-label={say(name)}>
          {Object.keys(data.decisions).length > 1 && <h2>{say(name)}</h2>}
          {labels.notes.get(id) && <p className={styles.note}>{labels.notes.get(id)}</p>}
          {logic.kind === 'table' ? (
            <DecisionTableView table={logic} labels={labels} />
          ) : (
            <p>
              {words.literal}
              <code>{logicText(logic)}</code>
            </p>
          )}
        </section>
      ))}
    </>
  )
}
