import { useState } from 'react'
import type { MapPoint } from '../../definition/form-definition.ts'
import { isObject } from '../../definition/shape.ts'
import { useOpenForm } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { readNumber } from './number-widget.tsx'
import { canFindPosition, position } from './position.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 地图点: where the device is, or degrees; on a map too where the page brings one. */
export default function MapPointWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props
  const { words, mapPicker: MapPicker } = useOpenForm()
  const [state, setState] = useState<'ready' | 'finding' | 'unknown'>('ready')
  const point: Partial<Record<keyof MapPoint, unknown>> = isObject(value) ? value : {}
  const change = (part: 'longitude' | 'latitude', next: unknown) => {
    const { accuracy: _gone, [part]: _before, ...rest } = point
    const changed = next === undefined ? rest : { ...rest, [part]: next }
    onChange(Object.keys(changed).length === 0 ? undefined : changed)
  }
  const find = async () => {
    setState('finding')
    const found = await position()
    setState(found ? 'ready' : 'unknown')
    if (found) onChange(found)
  }
  const isFixed = disabled || readonly
  return (
    <div className="gz-point" {...accessibleGroup(props)}>
      {MapPicker ? (
        <MapPicker
          point={isPoint(value) ? value : undefined}
          disabled={isFixed}
          onPick={(picked) => onChange(picked)}
        />
      ) : null}
      <div className="gz-range">
        <Degrees
          {...props}
          id={id}
          label={words.longitude}
          degrees={point.longitude}
          onDegrees={(next) => change('longitude', next)}
        />
        <Degrees
          {...props}
          id={`${id}-latitude`}
          label={words.latitude}
          degrees={point.latitude}
          onDegrees={(next) => change('latitude', next)}
        />
      </div>
      <div className="gz-file-actions">
        {isFixed || !canFindPosition() ? null : (
          <button type="button" className="gz-button" disabled={state === 'finding'} onClick={() => void find()}>
            {state === 'finding' ? words.finding : words.findMe}
          </button>
        )}
        <span role="status" className="gz-help">
          {state === 'unknown'
            ? words.notFound
            : typeof point.accuracy === 'number'
              ? words.accuracy(point.accuracy)
              : ''}
        </span>
      </div>
    </div>
  )
}

function Degrees({
  id,
  label,
  degrees,
  disabled,
  readonly,
  required,
  invalid,
  onDegrees,
  onBlur,
}: WidgetProps & {
  readonly label: string
  readonly degrees: unknown
  readonly onDegrees: (degrees: unknown) => void
}) {
  const typed = useTypedText(degrees === undefined ? '' : String(degrees), (next) => onDegrees(readNumber(next)))
  return (
    <input
      {...typed}
      id={id}
      type="text"
      className="gz-input gz-digits"
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      readOnly={readonly}
      placeholder={readonly ? undefined : label}
      aria-label={label}
      aria-required={required}
      aria-invalid={invalid}
      onBlur={onBlur}
    />
  )
}

export function isPoint(value: unknown): value is MapPoint {
  return isObject(value) && typeof value.longitude === 'number' && typeof value.latitude === 'number'
}
