import { memo, useRef, useState } from 'react'
import { birthDateOf, isCitizenId } from '../../data/citizen-id.ts'
import { useOpenForm } from '../form-context.ts'
import { icons } from '../icons.tsx'
import { accessible } from './accessible.ts'
import { canReadText, personIdIn } from './read-person-id.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** 公民身份号码: judged as it is typed; what it says of birth date and gender stands below, to compare with the card. */
export const PersonIdWidget = memo(function PersonIdWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, describedBy, onChange, onBlur } = props
  const { words, today } = useOpenForm()
  const shown = typeof value === 'string' ? value : ''
  const typed = useTypedText(shown, (next) => onChange(tidied(next) || undefined))
  const isWhole = isCitizenId(shown)
  const said = isWhole ? words.personSays(birthDateOf(shown), genderOf(shown), ageOn(birthDateOf(shown), today)) : ''
  const mistake = shown.length === 18 && !isWhole ? words.personIdWrong : ''
  return (
    <>
      <span className="gz-with-button">
        <input
          {...typed}
          {...accessible({ ...props, describedBy: [describedBy, `${id}-said`].filter(Boolean).join(' ') })}
          type="text"
          className="gz-input gz-digits"
          // One more than it has: a digit too many must be seen, not swallowed.
          maxLength={24}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          disabled={disabled}
          readOnly={readonly}
          onBlur={onBlur}
        />
        {disabled || readonly || !canReadText() ? null : <Scan onRead={onChange} />}
      </span>
      <span id={`${id}-said`} role="status" className={mistake ? 'gz-said gz-said-wrong' : 'gz-said'}>
        {mistake || said || (shown.length > 0 && shown.length < 18 ? words.personIdCount(shown.length) : '')}
      </span>
    </>
  )
})

/** Takes a picture of the card with the device's camera and reads the number from it; the picture is not kept. */
function Scan({ onRead }: { readonly onRead: (id: string) => void }) {
  const { words } = useOpenForm()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'ready' | 'reading' | 'unread'>('ready')
  return (
    <>
      <input
        ref={input}
        className="gz-unseen"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        onChange={async ({ target }) => {
          const [picture] = target.files ?? []
          target.value = ''
          if (!picture) return
          setState('reading')
          const found = await personIdIn(picture)
          setState(found ? 'ready' : 'unread')
          if (found) onRead(found)
        }}
      />
      <button type="button" className="gz-button" onClick={() => input.current?.click()} disabled={state === 'reading'}>
        {icons.camera} {state === 'reading' ? words.scanning : words.scan}
      </button>
      <span role="status" className="gz-said">
        {state === 'unread' ? words.notScanned : ''}
      </span>
    </>
  )
}

function tidied(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

function genderOf(id: string): 'male' | 'female' {
  return Number(id[16]) % 2 === 1 ? 'male' : 'female'
}

/** Whole years lived on a day. */
function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
