import { Select } from 'antd'
import { memo, useMemo } from 'react'
import { useOpenForm, useText } from '../form-context.ts'
import { icons } from '../icons.tsx'
import type { WidgetProps } from './widgets.ts'

/** 单选: many choices, found by typing their words or code. */
export const SelectWidget = memo(function SelectWidget(props: WidgetProps) {
  const { id, value, choices, disabled, readonly, invalid, required, describedBy, onChange, onBlur } = props
  const { words } = useOpenForm()
  const text = useText()
  const options = useMemo(
    () => (choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.title) })),
    [choices, text],
  )
  return (
    <Select
      id={id}
      className="gz-full"
      showSearch={{
        filterOption: (typed, option) =>
          option !== undefined && `${option.label} ${option.value}`.toLowerCase().includes(typed.trim().toLowerCase()),
      }}
      allowClear={required ? false : { clearIcon: icons.clear, label: words.clear }}
      suffixIcon={icons.open}
      options={options}
      value={typeof value === 'string' ? value : undefined}
      placeholder={words.choose}
      notFoundContent={words.nothingFound}
      disabled={disabled || readonly}
      status={invalid ? 'error' : undefined}
      aria-required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(next: string | undefined) => onChange(next)}
      onBlur={onBlur}
    />
  )
})
