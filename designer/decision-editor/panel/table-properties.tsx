import { Select } from 'antd'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import { setAttribute, setHitPolicy, setNote } from '../decision-edits.ts'
import { aggregations, type DecisionModel, hitPolicies } from '../decision-model.ts'
import { decisionWords } from '../decision-words.ts'
import type { DmnDocument } from '../dmn-document.ts'

export interface TablePropertiesProps {
  readonly root: DmnDocument
  readonly decision: DecisionModel
  readonly onEdit: (root: DmnDocument) => void
}

/** What a decision is called, and how the results of its rules become one. */
export function TableProperties({ root, decision, onEdit }: TablePropertiesProps) {
  const words = useWords(decisionWords)
  const { id, name, nameEn, note, logic } = decision
  return (
    <>
      <TextProperty label={words.name} value={name} onCommit={(text) => onEdit(setAttribute(root, id, 'name', text))} />
      <TextProperty
        label={words.nameEn}
        value={nameEn}
        onCommit={(text) => onEdit(setAttribute(root, id, 'gezhi:nameEn', text))}
      />
      <TextProperty label={words.note} value={note} rows={2} onCommit={(text) => onEdit(setNote(root, id, text))} />
      {logic.kind === 'table' && (
        <>
          <PropertyField label={words.hitPolicy}>
            {(control) => (
              <Select
                {...control}
                value={logic.table.hitPolicy}
                onChange={(policy) => onEdit(setHitPolicy(root, logic.table.id, policy))}
                options={hitPolicies.map((policy) => ({ value: policy, label: words[policy] }))}
                popupMatchSelectWidth={false}
                style={{ width: '100%' }}
              />
            )}
          </PropertyField>
          {logic.table.hitPolicy === 'COLLECT' && (
            <PropertyField label={words.aggregation}>
              {(control) => (
                <Select
                  {...control}
                  value={logic.table.aggregation}
                  onChange={(sum) => onEdit(setAttribute(root, logic.table.id, 'aggregation', sum))}
                  options={[
                    { value: '', label: words.aggregationNone },
                    ...aggregations.map((sum) => ({ value: sum, label: words[sum] })),
                  ]}
                  style={{ width: '100%' }}
                />
              )}
            </PropertyField>
          )}
        </>
      )}
    </>
  )
}
