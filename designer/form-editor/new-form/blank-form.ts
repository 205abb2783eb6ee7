import type { LocalizedText } from '#findings'
import type { FormDefinition } from '#forms'
import { pinyinInitials } from '#forms/react'

export interface NewFormWishes {
  readonly id: string
  readonly title: LocalizedText
  readonly purpose?: LocalizedText
  readonly legalBasis?: LocalizedText
  readonly inSteps: boolean
}

/** A form that asks nothing yet. In steps it begins with its first step, as its top holds sections only. */
export function blankForm({ id, title, purpose, legalBasis, inSteps }: NewFormWishes): FormDefinition {
  return {
    id,
    title,
    ...(purpose && { purpose }),
    ...(legalBasis && { legalBasis }),
    ...(inSteps && { display: 'steps' }),
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {},
      additionalProperties: false,
    },
    layout: inSteps
      ? [{ kind: 'section', id: 'step-1', title: { 'zh-CN': '第一步', en: 'First step' }, children: [] }]
      : [],
  }
}

/** Whether a text may be the id of a form: it names it in processes and addresses, for good. */
export function isFormId(id: string): boolean {
  return /^[a-z][a-z0-9-]{0,59}$/.test(id)
}

/** An id that nothing has, from the title's letters: 出租房屋登记表 gives `form-czfwdjb`. */
export function suggestedId(title: string, taken: ReadonlySet<string>): string {
  const letters = pinyinInitials(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  const stem = letters ? `form-${letters}` : 'form-new'
  if (!taken.has(stem)) return stem
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`
}
