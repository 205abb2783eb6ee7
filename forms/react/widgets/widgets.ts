import { type ComponentType, lazy } from 'react'
import type { Choice } from '../../data/choices.ts'
import type { CompiledField } from '../../data/compile-form.ts'
import type { Widget } from '../../definition/form-definition.ts'
import { AddressWidget } from './address-widget.tsx'
import { CascadeWidget } from './cascade-widget.tsx'
import { ChoiceWidget } from './choice-widget.tsx'
import { DateRangeWidget } from './date-range-widget.tsx'
import { DateWidget, TimeWidget } from './date-widget.tsx'
import { FilesWidget } from './files-widget.tsx'
import { LongTextWidget } from './long-text-widget.tsx'
import { MoneyWidget } from './money-widget.tsx'
import { MultipleChoiceWidget } from './multiple-choice-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { PersonIdWidget } from './person-id-widget.tsx'
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
export const fewChoices = 5

const single = (component: ComponentType<WidgetProps>): WidgetComponent => ({ component, isGroup: false })
const group = (component: ComponentType<WidgetProps>): WidgetComponent => ({ component, isGroup: true })

/** Those that few forms have are fetched by the forms that have them. */
const components: Readonly<Record<Widget, WidgetComponent>> = {
  text: single(TextWidget),
  'long-text': single(LongTextWidget),
  number: single(NumberWidget),
  money: single(MoneyWidget),
  date: single(DateWidget),
  time: single(TimeWidget),
  'date-range': group(DateRangeWidget),
  'yes-no': group(YesNoWidget),
  choice: group(ChoiceWidget),
  'multiple-choice': group(MultipleChoiceWidget),
  cascade: group(CascadeWidget),
  'person-id': single(PersonIdWidget),
  phone: single(TextWidget),
  address: group(AddressWidget),
  file: group(FilesWidget),
  photo: group(FilesWidget),
  signature: group(lazy(() => import('./signature-widget.tsx'))),
  'map-point': group(lazy(() => import('./map-point-widget.tsx'))),
}

const select = single(SelectWidget)

export function widgetFor({ widget, choices, node }: CompiledField): WidgetComponent {
  if (widget !== 'choice') return components[widget]
  const areMany = (choices?.length ?? 0) > fewChoices
  return (node.appearance ? node.appearance !== 'buttons' : areMany) ? select : components.choice
}
