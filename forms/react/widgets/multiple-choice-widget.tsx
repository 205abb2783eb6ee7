import { Checkbox } from 'antd'
import { memo } from 'react'
import { useText } from '../form-context.ts'
import type { WidgetProps } from './widgets.ts'

/** 多选: every choice a line of its own, answered in the order they are offered. */
export const MultipleChoiceWidget = memo(function MultipleChoiceWidget(props: WidgetProps) {
  const { id, value, choices = [], disabled, readonly, invalid, describedBy, onChange } = props
  const text = useText()
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const toggle = (picked: string, isChosen: boolean) => {
    const next = choices
      .map((choice) => choice.value)
      .filter((entry) => (entry === picked ? isChosen : chosen.includes(entry)))
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label above is no legend
    <div
      role="group"
      className="gz-choices gz-choices-list"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      data-invalid={invalid || undefined}
    >
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          checked={chosen.includes(choice.value)}
          disabled={disabled || readonly}
          onChange={(event) => toggle(choice.value, event.target.checked)}
        >
          {text(choice.title)}
        </Checkbox>
      ))}
    </div>
  )
})
