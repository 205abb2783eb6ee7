import { Select } from 'antd'
import { Link } from 'react-router'
import type { FieldNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useLocalize, useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
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
  const say = useLocalize()
  const fromList = field.codeList !== undefined
  const known = codeLists.some(({ id }) => id === field.codeList)
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
            onChange={(from) =>
              onChange(
                from === 'list'
                  ? { codeList: codeLists[0]?.id, options: undefined }
                  : { codeList: undefined, options: blankOptions() },
              )
            }
          />
        )}
      </PropertyField>
      {fromList ? (
        <>
          <PropertyField label={words.codeList}>
            {(control) => (
              <Select
                {...control}
                showSearch={{ optionFilterProp: 'label' }}
                value={field.codeList}
                options={codeLists.map(({ id, title }) => ({ value: id, label: say(title) }))}
                onChange={(codeList) => onChange({ codeList })}
              />
            )}
          </PropertyField>
          {known && (
            <p>
              <Link to={`/${region}/codeList/${encodeURIComponent(field.codeList ?? '')}`}>{words.openCodeList}</Link>
            </p>
          )}
        </>
      ) : (
        <OptionsProperty options={field.options ?? []} onChange={(options) => onChange({ options })} />
      )}
    </>
  )
}
