import { isDeepStrictEqual } from 'node:util'
import type { Answers, CompiledField, CompiledForm, Problem } from '#forms'
import { type AnswerSeat, isItem, mapAnswers, own } from './answer-seats.ts'
import { isGiven, isMasked, maskedValue, secretsOf } from './mask-value.ts'
import { type Secrets, scrubbed } from './scrubbed.ts'

/** A form as it was answered. */
export interface Filled {
  readonly form: CompiledForm
  readonly answers: Answers
}

/** What stands behind the masks of these answers. */
export function secretsIn(filled: readonly Filled[]): Secrets {
  const secrets = new Map<string, string>()
  for (const { form, answers } of filled) {
    mapAnswers(form, answers, ({ field, value }) => {
      if (isMasked(field)) for (const [secret, mask] of secretsOf(field, value)) secrets.set(secret, mask)
      return value
    })
  }
  return secrets
}

export interface Shown {
  readonly answers: Answers
  /** JSON pointers of what is masked. */
  readonly masked: readonly string[]
}

/** Answers as someone sees them who may not see what is masked in this form, or is a secret of another. */
export function masked(form: CompiledForm, answers: Answers, secrets: Secrets): Shown {
  const pointers: string[] = []
  const shown = mapAnswers(form, answers, ({ field, value, path }) => {
    const next = isMasked(field) && isGiven(value) ? maskedValue(field, value) : scrubbed(value, secrets)
    if (next !== value) pointers.push(path)
    return next
  })
  return { answers: shown, masked: pointers }
}

/** What a form opens with, and what of it someone is shown. */
export interface Opening {
  readonly opened: Answers
  readonly shown: Answers
}

/** Answers to be kept without what was hidden when the form opened: of that, the mask alone is kept. */
export function withoutHidden(form: CompiledForm, answers: Answers, opening: Opening): Answers {
  return mapAnswers(form, answers, (seat) => {
    const behind = hiddenAt(seat, opening).find(({ value }) => isDeepStrictEqual(value, seat.value))
    return behind ? behind.shown : seat.value
  })
}

export interface Restored {
  readonly answers: Answers
  /** Masks of which it cannot be told which value they stand for. */
  readonly problems: readonly Problem[]
}

/**
 * Answers as they were meant: where a mask comes back as it was shown, the value behind it stays. In a repeated group
 * that is the item's with the same id, or in the same place, or the only one with that mask.
 */
export function restored(form: CompiledForm, answers: Answers, opening: Opening): Restored {
  const problems: Problem[] = []
  const meant = mapAnswers(form, answers, (seat) => {
    const candidates = hiddenAt(seat, opening).filter(({ shown }) => isDeepStrictEqual(shown, seat.value))
    const [first] = candidates
    if (!first) return seat.value
    const one = candidates.every(({ value }) => isDeepStrictEqual(value, first.value))
      ? first
      : (candidates.find(({ id }) => id !== undefined && id === seat.item?._id) ??
        candidates.find(({ index }) => index === seat.index))
    if (one) return one.value
    problems.push(unclear(seat.field, seat.path))
    return seat.value
  })
  return { answers: meant, problems }
}

interface Hidden {
  readonly value: unknown
  readonly shown: unknown
  readonly index?: number
  readonly id?: unknown
}

/** The values that were shown otherwise than they are where `seat` may have come from. */
function hiddenAt({ field, group }: AnswerSeat, { opened, shown }: Opening): readonly Hidden[] {
  const hidden = ({ value, shown }: Hidden) => isGiven(value) && !isDeepStrictEqual(value, shown)
  const { property } = field
  if (group === undefined) return [{ value: own(opened, property), shown: own(shown, property) }].filter(hidden)
  const [items, itemsShown] = [own(opened, group), own(shown, group)]
  if (!Array.isArray(items) || !Array.isArray(itemsShown)) return []
  return items
    .map((item: unknown, index): Hidden => {
      const itemShown: unknown = itemsShown[index]
      if (!isItem(item) || !isItem(itemShown)) return { value: undefined, shown: undefined }
      return { value: own(item, property), shown: own(itemShown, property), index, id: item._id }
    })
    .filter(hidden)
}

function unclear({ id }: CompiledField, path: string): Problem {
  return {
    fieldId: id,
    path,
    code: 'masked-unclear',
    message: {
      'zh-CN': '有几个隐去的值看起来一样，请先显示或重新填写。',
      en: 'Several hidden values look the same; show them first, or fill this in again.',
    },
  }
}
