import { memo, type ReactNode } from 'react'
import type { Locale, LocalizedText } from '#findings'
import { localize } from '#findings'
import type { FieldNode, Widget } from '../../definition/form-definition.ts'
import { formWords } from '../form-words.ts'
import { icons } from '../icons.tsx'
import { fewChoices } from '../widgets/widgets.ts'
import '../form.css'
import './sketch.css'

export interface FieldSketchProps {
  readonly field: FieldNode
  readonly widget: Widget
  /** Titles of its choices; nothing where they are not known. */
  readonly choices?: readonly LocalizedText[]
  readonly locale: Locale
}

/**
 * What a field is answered with, as it looks before it is answered, and without life: nothing in it takes focus, and
 * screen readers pass it by. Stands in an element of class `gz-form`.
 */
export const FieldSketch = memo(function FieldSketch(props: FieldSketchProps) {
  return (
    <div className="gz-sketch" aria-hidden="true">
      {drawn(props)}
    </div>
  )
})

function drawn({ field, widget, choices = [], locale }: FieldSketchProps): ReactNode {
  const words = formWords[locale]
  const text = (words: LocalizedText | undefined) => (words ? localize(words, locale) : '')
  const hint = text(field.placeholder)
  switch (widget) {
    case 'text':
    case 'person-id':
    case 'phone':
      return <Box hint={hint} />
    case 'long-text':
      return <Box hint={hint} lines />
    case 'number':
      return <Box hint={hint} unit={text(field.unit)} />
    case 'money':
      return <Box hint={hint} unit={words.yuan} />
    case 'date':
      return <Box hint={hint || words.dateHint} icon={icons.calendar} />
    case 'time':
      return <Box hint={hint || words.timeHint} icon={icons.clock} />
    case 'date-range':
      return (
        <span className="gz-range">
          <Box hint={words.from} icon={icons.calendar} />
          <span>–</span>
          <Box hint={field.openEnd ? words.toOrOpen : words.to} icon={icons.calendar} />
        </span>
      )
    case 'yes-no':
      return <Marks labels={[words.yes, words.no]} />
    case 'choice': {
      const isList = field.appearance ? field.appearance !== 'buttons' : choices.length > fewChoices
      return isList || choices.length === 0 ? (
        <Box hint={hint || words.choose} icon={icons.open} />
      ) : (
        <Marks labels={choices.map(text)} />
      )
    }
    case 'multiple-choice':
      return choices.length === 0 || field.appearance === 'search' || choices.length > many ? (
        <Box hint={words.addChoice} icon={icons.open} />
      ) : (
        <Marks labels={choices.map(text)} several />
      )
    case 'cascade':
      return (
        <span className="gz-cascade">
          <Box hint={words.choose} icon={icons.open} />
          <Box hint={words.choose} icon={icons.open} />
        </span>
      )
    case 'address':
      return (
        <span className="gz-address">
          {field.codeList !== undefined && (
            <span className="gz-cascade">
              <Box hint={words.choose} icon={icons.open} />
              <Box hint={words.choose} icon={icons.open} />
            </span>
          )}
          <Box hint={words.addressDetail} />
        </span>
      )
    case 'file':
      return <Button icon={icons.upload} label={words.addFile} />
    case 'photo':
      return (
        <span className="gz-file-actions">
          <Button icon={icons.camera} label={words.takePhoto} />
          <Button icon={icons.picture} label={words.addPhoto} />
        </span>
      )
    case 'signature':
      return <span className="gz-pad gz-sketch-pad">{words.signHere}</span>
    case 'map-point':
      return (
        <span className="gz-with-button">
          <Box hint={words.longitude} />
          <Box hint={words.latitude} />
          <Button label={words.findMe} />
        </span>
      )
  }
}

/** Choices of a list that are still drawn one by one. */
const many = 24

function Box(props: {
  readonly hint?: string
  readonly icon?: ReactNode
  readonly unit?: string
  readonly lines?: boolean
}) {
  const { hint, icon, unit, lines = false } = props
  const box = (
    <span className={lines ? 'gz-input gz-sketch-lines' : 'gz-input'}>
      <span className="gz-sketch-hint">{hint || '\u00a0'}</span>
      {icon}
    </span>
  )
  return unit ? (
    <span className="gz-with-unit">
      {box}
      <span className="gz-unit">{unit}</span>
    </span>
  ) : (
    box
  )
}

function Marks({ labels, several = false }: { readonly labels: readonly string[]; readonly several?: boolean }) {
  return (
    <span className={several ? 'gz-choices gz-choices-list' : 'gz-choices gz-choices-row'}>
      {labels.map((label, index) => (
        // Two options may be called alike while they are being written.
        <span key={`${index} ${label}`} className="gz-choice-label">
          <span className={several ? 'gz-sketch-mark' : 'gz-sketch-mark gz-sketch-round'} />
          <span>{label}</span>
        </span>
      ))}
    </span>
  )
}

function Button({ icon, label }: { readonly icon?: ReactNode; readonly label: string }) {
  return (
    <span className="gz-button">
      {icon} {label}
    </span>
  )
}
