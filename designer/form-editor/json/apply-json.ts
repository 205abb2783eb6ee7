import { parseJson } from '#definitions'
import type { Finding } from '#findings'
import { type FormDefinition, readForm } from '#forms'

/** A form as it is stored. */
export function formText(form: FormDefinition): string {
  return `${JSON.stringify(form, null, 2)}\n`
}

/** The form a text stands for, or what keeps it from being one. `id`: the form's, which never changes. */
export function formOfText(
  text: string,
  id: string,
): { readonly form: FormDefinition } | { readonly form?: undefined; readonly findings: readonly Finding[] } {
  const { value, findings } = parseJson(text)
  if (findings.length > 0) return { findings }
  const read = readForm(value)
  if (!read.form) return { findings: read.findings }
  return read.form.id === id ? { form: read.form } : { findings: [otherId(id)] }
}

function otherId(id: string): Finding {
  return {
    severity: 'error',
    code: 'form-id',
    message: {
      'zh-CN': `表单的编号不能修改，应为“${id}”。`,
      en: `The id of the form cannot change; it is "${id}".`,
    },
    remedy: {
      'zh-CN': '改回原来的编号；流程和其他表单都以它引用这张表单。',
      en: 'Change it back: processes and other forms refer to the form by it.',
    },
  }
}

export interface TextPlace {
  readonly from: number
  readonly to: number
  /** From 1. */
  readonly line: number
}

/** Where a finding is in the text: where it says, else where the node it names begins. */
export function placeInText(
  text: string,
  { position, node }: Pick<Finding, 'position' | 'node'>,
): TextPlace | undefined {
  const from = position?.from ?? (node === undefined ? -1 : text.indexOf(`"id": ${JSON.stringify(node)}`))
  if (from < 0) return undefined
  const end = text.indexOf('\n', from)
  const line = text.slice(0, from).split('\n').length
  return { from, to: position?.to ?? (end < 0 ? text.length : end), line }
}
