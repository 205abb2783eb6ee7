import type { ComponentType } from 'react'
import type { Choice } from '../../data/choices.ts'
import type { CompiledField } from '../../data/compile-form.ts'
import type { Widget } from '../../definition/form-definition.ts'
import { ChoiceWidget } from './choice-widget.tsx'
import { DateWidget } from './date-widget.tsx'
import { FilesWidget } from './files-widget.tsx'
import { LongTextWidget } from './long-text-widget.tsx'
import { MultipleChoiceWidget } from './multiple-choice-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { SelectWidget } from './select-widget.tsx'
import { TextWidget } from './text-widget.tsx'
import { YesNoWidget } from './yes-no-widget.tsx'

/** What a widget is given. `value` is whatever the answers hold, of the right type or not. */
export interface WidgetProps {
  /** Of the element that the label belongs to; `ID-label` is the label's. */
  readonly id: string
  readonly node: CompiledField
  readonly value: unknown
  readonly choices?: readonly Choice[]
  readonly required: boolean
  readonly disabled: boolean
  readonly readonly: boolean
  readonly invalid: boolean
  /** Ids of the help and the problem. */
  readonly describedBy?: string
  /** `undefined` where nothing is answered any more. */
  readonly onChange: (value: unknown) => void
  readonly onBlur: () => void
}

export interface WidgetComponent {
  readonly component: ComponentType<WidgetProps>
  /** Made of several controls, so that its label is no `<label>`. */
  readonly isGroup: boolean
}

/** More choices than this are searched in a list rather than shown side by side. */
const fewChoices = 5

const components: Readonly<Record<Widget, WidgetComponent>> = {
  text: { component: TextWidget, isGroup: false },
  'long-text': { component: LongTextWidget, isGroup: false },
  number: { component: NumberWidget, isGroup: false },
  money: { component: NumberWidget, isGroup: false },
  date: { component: DateWidget, isGroup: false },
  time: { component: TextWidget, isGroup: false },
  'date-range': { component: TextWidget, isGroup: false },
  'yes-no': { component: YesNoWidget, isGroup: true },
  choice: { component: ChoiceWidget, isGroup: true },
  'multiple-choice': { component: MultipleChoiceWidget, isGroup: true },
  cascade: { component: ChoiceWidget, isGroup: true },
  'person-id': { component: TextWidget, isGroup: false },
  phone: { component: TextWidget, isGroup: false },
  address: { component: TextWidget, isGroup: false },
  file: { component: FilesWidget, isGroup: true },
  photo: { component: FilesWidget, isGroup: true },
  signature: { component: TextWidget, isGroup: false },
  'map-point': { component: TextWidget, isGroup: false },
}

const select: WidgetComponent = { component: SelectWidget, isGroup: false }

export function widgetFor({ widget, choices }: CompiledField): WidgetComponent {
  return widget === 'choice' && (choices?.length ?? 0) > fewChoices ? select : components[widget]
}
