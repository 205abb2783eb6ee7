import { Select } from 'antd'
import { PropertyField } from '../../controls/property-field.tsx'
import { attributeOf, choiceOf } from './usual-choice.ts'

export interface ChoicePropertyProps {
  readonly label: string
  readonly help: string
  /** What holds where nothing is said; the drawing then says nothing. */
  readonly usual: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** As the drawing says it; empty where it says nothing. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One of a few values of an attribute that has a usual one. A value that is none of them is shown as it is. */
export function ChoiceProperty({ label, help, usual, choices, value, onChange }: ChoicePropertyProps) {
  return (
    <PropertyField label={label} help={help}>
      {(control) => (
        <Select
          {...control}
          value={choiceOf(value, usual)}
          options={[...choices]}
          popupMatchSelectWidth={false}
          onChange={(chosen) => onChange(attributeOf(chosen, usual))}
        />
      )}
    </PropertyField>
  )
}
