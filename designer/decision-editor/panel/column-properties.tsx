import { App, Button, Select, Space } from 'antd'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import {
  editInput,
  editOutput,
  moveColumn,
  type NewId,
  removeColumn,
  type Side,
  setAttribute,
} from '../decision-edits.ts'
import { columnTypes, type TableModel } from '../decision-model.ts'
import { decisionWords } from '../decision-words.ts'
import type { DmnDocument } from '../dmn-document.ts'

export interface ColumnPropertiesProps {
  readonly root: DmnDocument
  readonly table: TableModel
  /** Counted over inputs, then outputs. */
  readonly column: number
  readonly newId: NewId
  readonly onEdit: (root: DmnDocument) => void
  readonly onColumn: (column: number) => void
}

/** One column: what it is called, what it reads or gives, its type and allowed values, and its place. */
export function ColumnProperties({ root, table, column, newId, onEdit, onColumn }: ColumnPropertiesProps) {
  const words = useWords(decisionWords)
  const { modal } = App.useApp()
  const input = table.inputs[column]
  const side: Side = input ? 'inputs' : 'outputs'
  const at = input ? column : column - table.inputs.length
  const output = table.outputs[at]
  const any = input ?? output
  if (!any) return null
  const { id, label, type, values } = any
  const count = table[side].length
  const typed = (typeRef: string) =>
    input ? editInput(root, id, { type: typeRef }, newId) : setAttribute(root, id, 'typeRef', typeRef)
  const valued = (text: string) =>
    input ? editInput(root, id, { values: text }, newId) : editOutput(root, id, { values: text }, newId)
  const move = (to: number) => {
    onEdit(moveColumn(root, table.id, side, at, to, newId))
    onColumn(column + to - at)
  }
  const remove = () =>
    modal.confirm({
      title: words.removeColumnTitle(label),
      content: words.removeColumnText,
      okText: words.removeColumn,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      onOk: () => {
        onEdit(removeColumn(root, table.id, side, at))
        onColumn(Math.max(0, column - 1))
      },
    })
  const known: readonly string[] = columnTypes
  return (
    <>
      <h2>{input ? words.input : words.output}</h2>
      <TextProperty
        label={words.label}
        value={label}
        onCommit={(text) => onEdit(setAttribute(root, id, 'label', text))}
      />
      {input ? (
        <TextProperty
          label={words.expression}
          help={words.expressionHelp}
          value={input.expression}
          feel="bare"
          rows={1}
          onCommit={(expression) => onEdit(editInput(root, id, { expression }, newId))}
        />
      ) : (
        <TextProperty
          label={words.outputName}
          help={words.outputNameHelp}
          value={output?.name ?? ''}
          onCommit={(text) => onEdit(setAttribute(root, id, 'name', text.trim()))}
        />
      )}
      <PropertyField label={words.type}>
        {(control) => (
          <Select
            {...control}
            value={type}
            onChange={(typeRef) => onEdit(typed(typeRef))}
            options={[
              { value: '', label: words.typeAny },
              ...columnTypes.map((one) => ({ value: one, label: words[`type_${one}`] })),
              ...(type === '' || known.includes(type) ? [] : [{ value: type, label: type }]),
            ]}
            style={{ width: '100%' }}
          />
        )}
      </PropertyField>
      <TextProperty
        label={words.values}
        help={words.valuesHelp}
        value={values}
        rows={1}
        onCommit={(text) => onEdit(valued(text))}
      />
      {output && !input && (
        <TextProperty
          label={words.fallback}
          value={output.fallback}
          feel="bare"
          rows={1}
          onCommit={(fallback) => onEdit(editOutput(root, id, { fallback }, newId))}
        />
      )}
      <Space wrap>
        <Button size="small" disabled={at === 0} onClick={() => move(at - 1)}>
          {words.left}
        </Button>
        <Button size="small" disabled={at === count - 1} onClick={() => move(at + 1)}>
          {words.right}
        </Button>
        <Button size="small" danger disabled={side === 'outputs' && count === 1} onClick={remove}>
          {words.removeColumn}
        </Button>
      </Space>
    </>
  )
}
