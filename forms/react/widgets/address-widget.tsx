import { memo } from 'react'
import { isObject } from '../../definition/shape.ts'
import { useOpenForm } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { CascadeBoxes } from './cascade-widget.tsx'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 地址: the region by its levels where the field has a list of them, and what the region's names do not say. */
export const AddressWidget = memo(function AddressWidget(props: WidgetProps) {
  const { id, value, choices, disabled, readonly, required, invalid, onChange, onBlur } = props
  const { words } = useOpenForm()
  const address: { readonly region?: unknown; readonly detail?: unknown } = isObject(value) ? value : {}
  const change = (part: 'region' | 'detail', next: string | undefined) => {
    const { [part]: _before, ...rest } = address
    const changed = next === undefined ? rest : { ...rest, [part]: next }
    onChange(Object.keys(changed).length === 0 ? undefined : changed)
  }
  const detail = useTypedText(typeof address.detail === 'string' ? address.detail : '', (next) =>
    change('detail', next === '' ? undefined : next),
  )
  const hasRegions = choices !== undefined && choices.length > 0
  return (
    <div className="gz-address" {...accessibleGroup(props)}>
      {hasRegions ? (
        <div className="gz-cascade">
          <CascadeBoxes
            {...props}
            choices={choices}
            value={address.region}
            onChange={(region) => change('region', typeof region === 'string' ? region : undefined)}
          />
        </div>
      ) : null}
      <input
        {...detail}
        id={hasRegions ? `${id}-detail` : id}
        type="text"
        className="gz-input"
        maxLength={200}
        autoComplete="off"
        disabled={disabled}
        readOnly={readonly}
        placeholder={readonly ? undefined : words.addressDetail}
        aria-label={words.addressDetail}
        aria-required={required}
        aria-invalid={invalid}
        onBlur={onBlur}
      />
    </div>
  )
})
