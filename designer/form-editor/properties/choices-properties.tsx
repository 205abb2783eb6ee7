import { Select } from 'antd'
import { useState } from 'react'
import type { FieldNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { CodeListDialog, CodeListPicker } from '../code-lists/code-list-picker.tsx'
import { formEditorWords } from '../form-editor-words.ts'
import { blankOptions } from '../form-edits.ts'
import { OptionsProperty } from './options-property.tsx'

export interface ChoicesPropertiesProps {
  readonly field: FieldNode
  readonly codeLists: readonly DefinitionSummary[]
  readonly region: string
  readonly onChange: (changes: Pick<FieldNode, 'codeList' | 'options'>) => void
}

/** What a choice offers: options of its own, or a code list of the region. */
export function ChoicesProperties({ field, codeLists, region, onChange }: ChoicesPropertiesProps) {
  const words = useWords(formEditorWords)
  const [isChoosing, setChoosing] = useState(false)
  const fromList = field.codeList !== undefined
  const take = (codeList: string) => onChange({ codeList, options: undefined })
  return (
    <>
      <PropertyField label={words.choices}>
        {(control) => (
          <Select
            {...control}
            value={fromList ? 'list' : 'own'}
            options={[
              { value: 'own', label: words.ownOptions },
              { value: 'list', label: words.fromCodeList, disabled: codeLists.length === 0 },
            ]}
            onChange={(from) => {
              if (from === 'own' && fromList) onChange({ codeList: undefined, options: blankOptions() })
              if (from === 'list' && !fromList) setChoosing(true)
            }}
          />
        )}
      </PropertyField>
      {fromList ? (
        <CodeListPicker region={region} field={field} codeLists={codeLists} onChange={take} />
      ) : (
        <OptionsProperty options={field.options ?? []} onChange={(options) => onChange({ options })} />
      )}
      {isChoosing && (
        <CodeListDialog
          region={region}
          field={field}
          codeLists={codeLists}
          onChange={take}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}
