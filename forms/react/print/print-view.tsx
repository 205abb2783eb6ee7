import { FormAnswers, type FormAnswersProps } from '../form-answers.tsx'

export interface PrintViewProps extends FormAnswersProps {
  /** 单位: whose form it is, above the title. */
  readonly organisation?: string
  /** 编号, e.g. the case number. */
  readonly number?: string
  /** When it was filled; an instant, ISO 8601. */
  readonly filledAt?: string
  /** Who signs at the foot, e.g. 填表人. */
  readonly signers?: readonly { readonly title: string; readonly name?: string }[]
  /** A place for the seal: （盖章）. */
  readonly seal?: boolean
}

/** A form as it was filled, on A4, in the manner of an official Chinese form. Printed by the browser. */
export function PrintView(props: PrintViewProps) {
  return <FormAnswers {...props} />
}
