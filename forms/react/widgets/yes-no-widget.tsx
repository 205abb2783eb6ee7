import { memo } from 'react'
import { useOpenForm } from '../form-context.ts'
import { Radios } from './radios.tsx'
import type { WidgetProps } from './widgets.ts'

/** 是否 */
export const YesNoWidget = memo(function YesNoWidget(props: WidgetProps) {
  const { words } = useOpenForm()
  return (
    <Radios
      {...props}
      options={[
        { value: true, label: words.yes },
        { value: false, label: words.no },
      ]}
    />
  )
})
