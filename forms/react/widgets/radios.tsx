import { useOpenForm } from '../form-context.ts'
import type { WidgetProps } from './widgets.ts'

/** One of a few, all in sight; what is not demanded can be taken back. */
export function Radios<T extends string | boolean>(
  props: WidgetProps & { readonly options: readonly { readonly value: T; readonly label: string }[] },
) {
  const { id, value, disabled, readonly, required, invalid, describedBy, options, onChange } = props
  const { words } = useOpenForm()
  return (
    <div
      role="radiogroup"
      className="gz-choices gz-choices-row"
      aria-labelledby={`${id}-label`}
      aria-required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label key={String(option.value)} className="gz-choice-label">
          <input
            type="radio"
            name={id}
            checked={value === option.value}
            disabled={disabled || readonly}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {value === undefined || required || disabled || readonly ? null : (
        <button type="button" className="gz-button gz-button-link" onClick={() => onChange(undefined)}>
          {words.clear}
        </button>
      )}
    </div>
  )
}
