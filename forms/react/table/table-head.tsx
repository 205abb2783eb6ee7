// biome-ignore-all lint/a11y/useSemanticElements: rows that are not in sight are not there, which a <table> cannot say
import type { CSSProperties } from 'react'
import type { CompiledGroup } from '../../data/compile-form.ts'
import { useOpenForm, useText } from '../form-context.ts'

export interface TableHeadProps {
  readonly group: CompiledGroup
  readonly isFixed: boolean
  readonly style: CSSProperties
}

/** The columns' titles. */
export function TableHead({ group, isFixed, style }: TableHeadProps) {
  const { words } = useOpenForm()
  const text = useText()
  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className="gz-row gz-row-head" style={style}>
      <div role="columnheader" tabIndex={-1} className="gz-cell gz-cell-number">
        {words.rowNumber}
      </div>
      {group.fields.map((each) => (
        <div key={each.id} role="columnheader" tabIndex={-1} className="gz-cell">
          {text(each.node.title)}
          {each.required ? (
            <span className="gz-required" aria-hidden="true">
              *
            </span>
          ) : null}
        </div>
      ))}
      {isFixed
        ? null
        : [words.edit, words.duplicate, words.removeShort].map((label) => (
            <div key={label} role="columnheader" tabIndex={-1} className="gz-cell">
              <span className="gz-unseen">{label}</span>
            </div>
          ))}
    </div>
  )
}
