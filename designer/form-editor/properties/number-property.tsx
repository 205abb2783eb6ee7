import { InputNumber } from 'antd'
import { PropertyField } from '../../controls/property-field.tsx'

export interface NumberPropertyProps {
  readonly label: string
  readonly value: unknown
  readonly whole?: boolean
  readonly min?: number
  readonly onChange: (value: number | undefined) => void
}

/** A number of a field's schema; taken over when the field is left. */
export function NumberProperty({ label, value, whole = false, min, onChange }: NumberPropertyProps) {
  return (
    <PropertyField label={label}>
      {(control) => (
        <InputNumber
          {...control}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          min={min}
          precision={whole ? 0 : undefined}
          onBlur={(event) => {
            const text = event.target.value.trim()
            const number = text === '' ? undefined : Number(text)
            if (number !== value && !Number.isNaN(number)) onChange(number)
          }}
        />
      )}
    </PropertyField>
  )
}
