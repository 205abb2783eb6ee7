import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { memo } from 'react'
import { isDate } from '../../data/citizen-id.ts'
import { useOpenForm } from '../form-context.ts'
import { icons } from '../icons.tsx'
import type { WidgetProps } from './widgets.ts'

/** 日期: the phone's own picker where a finger points, a calendar elsewhere. */
export const DateWidget = memo(function DateWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, invalid, required, describedBy, onChange, onBlur } = props
  const { words } = useOpenForm()
  const date = typeof value === 'string' && isDate(value) ? value : undefined
  const accessible = { 'aria-required': required, 'aria-invalid': invalid, 'aria-describedby': describedBy }
  if (readonly) return <Input id={id} value={date ?? ''} readOnly disabled={disabled} {...accessible} />
  if (matchMedia('(pointer: coarse)').matches)
    return (
      <Input
        id={id}
        type="date"
        value={date ?? ''}
        disabled={disabled}
        status={invalid ? 'error' : undefined}
        {...accessible}
        onChange={(event) => onChange(event.target.value || undefined)}
        onBlur={onBlur}
      />
    )
  return (
    <DatePicker
      id={id}
      className="gz-full"
      value={date ? dayjs(date) : null}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      placeholder={words.chooseDate}
      suffixIcon={icons.calendar}
      allowClear={{ clearIcon: icons.clear }}
      {...accessible}
      onChange={(picked) => onChange(picked ? picked.format('YYYY-MM-DD') : undefined)}
      onBlur={onBlur}
    />
  )
})
