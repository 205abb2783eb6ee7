import { type FieldProps, toFieldPathId } from '@rjsf/utils'
import { type ComponentType, useMemo } from 'react'
import type { CompiledGroup } from '../../data/compile-form.ts'
import { useOpenForm, useText } from '../form-context.ts'
import { rjsfItem } from '../rjsf-schema.ts'
import { Dialog } from './dialog.tsx'

export interface RowEditorProps {
  readonly group: CompiledGroup
  readonly field: FieldProps
  readonly row: number
  readonly count: number
  readonly onRow: (row: number) => void
  readonly onClose: () => void
}

/** One row with all its questions, as a card. What is typed counts at once, as everywhere in the form. */
export function RowEditor({ group, field, row, count, onRow, onClose }: RowEditorProps) {
  const { words } = useOpenForm()
  const text = useText()
  const item = useMemo(() => rjsfItem(group), [group])
  const SchemaField = field.registry.fields.SchemaField as ComponentType<FieldProps>
  return (
    <Dialog
      title={`${text(group.node.itemTitle ?? group.node.title)} · ${words.rowOf(row + 1, count)}`}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="gz-button" disabled={row === 0} onClick={() => onRow(row - 1)}>
            {words.previousRow}
          </button>
          <button type="button" className="gz-button" disabled={row >= count - 1} onClick={() => onRow(row + 1)}>
            {words.nextRow}
          </button>
          <button type="button" className="gz-button gz-button-primary" onClick={onClose}>
            {words.done}
          </button>
        </>
      }
    >
      <SchemaField
        key={row}
        {...field}
        schema={item.schema}
        uiSchema={item.uiSchema}
        fieldPathId={toFieldPathId(row, field.registry.globalFormOptions, field.fieldPathId)}
        name={String(row)}
        formData={undefined}
      />
    </Dialog>
  )
}
