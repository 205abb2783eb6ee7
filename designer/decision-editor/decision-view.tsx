import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Segmented } from 'antd'
import { useCallback, useMemo } from 'react'
import type { Setting } from '#definitions'
import { useLocale, useWords } from '#runtime/client'
import { TextProperty } from '../controls/text-property.tsx'
import type { Adaptation } from '../explain/use-beneath.ts'
import { newId } from '../form-editor/form-edits.ts'
import { offeredNames } from './cell-names.ts'
import styles from './decision-editor.module.css'
import {
  addColumn,
  addRule,
  duplicateRules,
  moveRules,
  removeRules,
  setCells,
  setLiteral,
  setNote,
} from './decision-edits.ts'
import type { DecisionModel, TableModel } from './decision-model.ts'
import { decisionWords } from './decision-words.ts'
import type { DmnDocument } from './dmn-document.ts'
import { DecisionGrid, rowsPastedAtMost } from './grid/decision-grid.tsx'
import type { GridPlace } from './grid/grid-place.ts'
import { Trial, type TrialOutcome, type TrialValues, trialNames } from './panel/trial.tsx'

export interface DecisionViewProps {
  readonly root: DmnDocument
  readonly decisions: readonly DecisionModel[]
  readonly decision: DecisionModel
  readonly at: GridPlace
  readonly values: TrialValues
  readonly outcome: TrialOutcome | undefined
  readonly findings: ReadonlyMap<string, string>
  readonly adapted: ReadonlyMap<string, Adaptation>
  readonly settings: readonly Setting[]
  readonly onEdit: (root: DmnDocument) => void
  readonly onAt: (place: GridPlace) => void
  readonly onDecision: (id: string) => void
  readonly onValues: (values: TrialValues) => void
}

const noRules: ReadonlySet<string> = new Set()

/** One decision of the file, as a table or the expression it consists of, with a trial below. */
export function DecisionView(props: DecisionViewProps) {
  const { root, decisions, decision, values, outcome, onEdit, onDecision, onValues } = props
  const words = useWords(decisionWords)
  const { locale } = useLocale()
  const { logic } = decision
  const nameOf = ({ id, name, nameEn }: DecisionModel) => (locale === 'en' && nameEn) || name || id
  const before = decisions.filter(({ id }) => decision.requires.includes(id))
  return (
    <div className={styles.main}>
      {decisions.length > 1 && (
        <Segmented
          aria-label={words.decisions}
          value={decision.id}
          onChange={onDecision}
          options={decisions.map((each) => ({ value: each.id, label: nameOf(each) }))}
        />
      )}
      {before.length > 0 && (
        <p className={styles.hint}>
          {words.requires} {before.map(nameOf).join(' · ')}
        </p>
      )}
      {logic.kind === 'table' ? (
        <TableView {...props} table={logic.table} label={nameOf(decision)} />
      ) : logic.kind === 'literal' ? (
        <TextProperty
          label={words.literal}
          value={logic.text}
          feel="bare"
          rows={3}
          onCommit={(text) => onEdit(setLiteral(root, decision.id, text))}
        />
      ) : (
        <p>{words.other}</p>
      )}
      <Trial
        names={trialNames(decision, decisions)}
        values={values}
        onValues={onValues}
        outcome={outcome}
        isTable={logic.kind === 'table'}
      />
    </div>
  )
}

function TableView(props: DecisionViewProps & { readonly table: TableModel; readonly label: string }) {
  const { root, table, label, decision, decisions, settings, at, onAt, outcome, findings, adapted, onEdit } = props
  const words = useWords(decisionWords)
  const { message } = App.useApp()
  const { id, rules, inputs, outputs } = table
  const noteColumn = inputs.length + outputs.length
  const spacedNames = useMemo(
    () => decisions.flatMap(({ name }) => (/^[\p{L}\p{N}_]+( [\p{L}\p{N}_]+)+$/u.test(name) ? [name] : [])),
    [decisions],
  )
  const namesFor = useCallback(
    (column: number) => offeredNames({ decision, decisions, settings }, column),
    [decision, decisions, settings],
  )
  const idsBetween = (from: number, to: number) => rules.slice(from, to + 1).map((rule) => rule.id)

  function cells(from: GridPlace, block: readonly (readonly string[])[]) {
    const texts = block.map((row) => row.slice(0, Math.max(0, noteColumn - from.column)))
    const written = from.column < noteColumn ? setCells(root, id, from, texts, newId) : root
    const notes = block.map((row) => row[noteColumn - from.column])
    const all = tableRules(written, id)
    onEdit(
      notes.reduce<DmnDocument>((made, note, row) => {
        const rule = all[from.row + row]
        return note === undefined || rule === undefined ? made : setNote(made, rule, note)
      }, written),
    )
  }
  function add(place: number) {
    const [next] = addRule(root, id, place, newId)
    onEdit(next)
    onAt({ row: place, column: 0 })
  }

  return (
    <>
      <p className={styles.hint}>{words[table.hitPolicy]}</p>
      <DecisionGrid
        label={label}
        table={table}
        at={at.row >= rules.length ? { row: rules.length - 1, column: at.column } : at}
        onAt={onAt}
        readOnly={false}
        findings={findings}
        adapted={adapted}
        firing={outcome?.rules ?? noRules}
        namesFor={namesFor}
        spacedNames={spacedNames}
        onCells={cells}
        onAddRule={add}
        onDuplicate={(from, to) => onEdit(duplicateRules(root, id, idsBetween(from, to), newId))}
        onRemove={(from, to) => onEdit(removeRules(root, id, idsBetween(from, to)))}
        onMove={(from, to, by) => onEdit(moveRules(root, id, from, to, by))}
        onPasted={(rows, tooMany) =>
          tooMany ? message.warning(words.tooMany(rowsPastedAtMost)) : message.success(words.pasted(rows))
        }
      />
      {rules.length === 0 && <p className={styles.hint}>{words.empty}</p>}
      <div className={styles.tools}>
        <Button
          icon={<PlusOutlined />}
          onClick={() => add(at.row >= 0 ? Math.min(at.row + 1, rules.length) : rules.length)}
        >
          {words.addRule}
        </Button>
        <Button icon={<PlusOutlined />} onClick={() => onEdit(addColumn(root, id, 'inputs', words.newInput, newId))}>
          {words.addInput}
        </Button>
        <Button icon={<PlusOutlined />} onClick={() => onEdit(addColumn(root, id, 'outputs', words.newOutput, newId))}>
          {words.addOutput}
        </Button>
      </div>
      <p className={styles.keys}>{words.keys}</p>
    </>
  )
}

/** The ids of a table's rules, in their order. */
function tableRules(root: DmnDocument, table: string): readonly string[] {
  if (root.attributes.get('id') === table) {
    return root.children.filter(({ name }) => name === 'dmn:rule').map(({ attributes }) => attributes.get('id') ?? '')
  }
  return root.children.flatMap((child) => tableRules(child, table))
}
