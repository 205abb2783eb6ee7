import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Setting } from '#definitions'
import { readDmn } from '#engine'
import type { Finding, LocalizedText } from '#findings'
import { useApi, useLocalize, useWords } from '#runtime/client'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { EditFrame } from '../draft/edit-frame.tsx'
import { explainWords } from '../explain/explain-words.ts'
import { useBeneath } from '../explain/use-beneath.ts'
import { useEditHistory } from '../form-editor/edit-history.ts'
import styles from './decision-editor.module.css'
import { decisionsIn } from './decision-model.ts'
import { DecisionPanel } from './decision-panel.tsx'
import { DecisionView } from './decision-view.tsx'
import { decisionWords } from './decision-words.ts'
import { type DmnDocument, readDmnDocument, writeDmnDocument } from './dmn-document.ts'
import type { GridPlace } from './grid/grid-place.ts'
import { type TrialValues, useTrial } from './panel/trial.tsx'
import { tableFindings } from './table-findings.ts'

/** The decisions of a file over one stack of undo: the table or the expression, its properties, and a trial. */
export function DecisionWorkspace({ draft, opening, reload }: EditorProps & { readonly opening: DmnDocument }) {
  const words = useWords(decisionWords)
  const origins = useWords(explainWords)
  const say = useLocalize()
  const { message } = App.useApp()
  const [search] = useSearchParams()
  const { present: root, edit, undo, redo } = useEditHistory(opening)
  const decisions = useMemo(() => decisionsIn(root), [root])
  const [chosen, setChosen] = useState(draft.definition.id)
  const decision = decisions.find(({ id }) => id === chosen) ?? decisions[0]
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 })
  const [values, setValues] = useState<TrialValues>({})
  const write = useCallback(() => writeDmnDocument(root), [root])
  const beneath = useBeneath(draft, write, root)
  const settings = useSettings(draft.region)
  const constants = useMemo(
    () => ({ settings: Object.fromEntries(settings.map(({ id, value }) => [id, value])) }),
    [settings],
  )
  const { data: read } = useQuery({
    queryKey: ['dmn', draft.definition.id, write(), constants],
    queryFn: () => readDmn(write(), { constants }),
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  })
  const outcome = useTrial(read?.decisions, decision?.id ?? '', values)
  const { changed } = draft
  useEffect(() => {
    if (root !== opening) changed(write)
  }, [root, opening, changed, write])

  const own = useMemo(
    () => decisions.flatMap(({ logic }) => (logic.kind === 'table' ? tableFindings(logic.table) : [])),
    [decisions],
  )
  const findings = useMemo(() => (draft.findings ? [...draft.findings, ...own] : undefined), [draft.findings, own])
  const byNode = useMemo(
    () => new Map([...own, ...(read?.findings ?? [])].flatMap((finding) => saidAt(finding, say))),
    [own, read, say],
  )

  const jump = (node: string | undefined) => {
    const place = node === undefined ? undefined : placeOf(decisions, node)
    if (!place) return
    setChosen(place.decision)
    setAt(place.at)
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-cell="${place.at.row}:${place.at.column}"]`)?.focus(),
    )
  }
  const wanted = search.get('node') ?? undefined
  useEffect(() => {
    const place = wanted === undefined ? undefined : placeOf(decisionsIn(opening), wanted)
    if (!place) return
    setChosen(place.decision)
    setAt(place.at)
  }, [wanted, opening])

  async function inherit(node: string) {
    const text = await beneath.inherit(node, { deep: true })
    const next = text === undefined ? undefined : readDmnDocument(text)
    if (!next) return
    edit(next)
    message.success(origins.restored)
  }

  return (
    <EditFrame
      draft={draft}
      history={{ undo, redo }}
      reload={reload}
      findings={findings}
      onJump={({ node }) => jump(node)}
    >
      {decision ? (
        <div className={styles.panes}>
          <DecisionView
            root={root}
            decisions={decisions}
            decision={decision}
            at={at}
            values={values}
            outcome={outcome}
            findings={byNode}
            adapted={beneath.adapted}
            settings={settings}
            onEdit={edit}
            onAt={setAt}
            onDecision={(id) => {
              setChosen(id)
              setAt({ row: 0, column: 0 })
            }}
            onValues={setValues}
          />
          <DecisionPanel
            draft={draft}
            root={root}
            decision={decision}
            at={at}
            adapted={beneath.adapted}
            onEdit={edit}
            onColumn={(column) => setAt({ row: -1, column })}
            onInherit={(node) => void inherit(node)}
          />
        </div>
      ) : (
        <p className={styles.main}>{words.other}</p>
      )}
    </EditFrame>
  )
}

/** The settings that expressions may read, with the values that hold now. */
function useSettings(region: string): readonly Setting[] {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['settings-read', region],
    queryFn: async () => {
      const { items } = await api('GET /api/settings', { query: { region } })
      return items.map(({ draft, published }) => JSON.parse(draft?.content ?? published) as Setting)
    },
    staleTime: 60_000,
  })
  return data ?? none
}

const none: readonly Setting[] = []

function saidAt(
  { node, message }: Finding,
  say: (text: LocalizedText) => string,
): readonly (readonly [string, string])[] {
  return node === undefined ? [] : [[node, say(message)]]
}

/** Where a rule, a column or a cell of that id stands. */
function placeOf(decisions: ReturnType<typeof decisionsIn>, node: string) {
  for (const { id, logic } of decisions) {
    if (logic.kind !== 'table') {
      if (id === node) return { decision: id, at: { row: 0, column: 0 } }
      continue
    }
    const { inputs, outputs, rules } = logic.table
    const column = [...inputs, ...outputs].findIndex(
      (each) => each.id === node || ('expressionId' in each && each.expressionId === node),
    )
    if (column >= 0) return { decision: id, at: { row: -1, column } }
    for (const [row, rule] of rules.entries()) {
      const cell = rule.cells.findIndex((each) => each.id === node)
      if (rule.id === node || cell >= 0) return { decision: id, at: { row, column: Math.max(0, cell) } }
    }
    if (id === node || logic.table.id === node) return { decision: id, at: { row: 0, column: 0 } }
  }
  return undefined
}
