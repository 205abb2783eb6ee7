import type { Answers } from '../definition/form-definition.ts'
import { type AnswerPath, answerAt } from './form-store.ts'

/** Answers that came masked: the server has what they stand for, and takes it where they come back unchanged. */
export interface MaskedAnswers {
  /** Whether a value is one of those that came masked at this question, in whichever item of a repeated group. */
  readonly isMasked: (path: AnswerPath, value: unknown) => boolean
  /** What came masked here. */
  readonly original: (path: AnswerPath) => unknown
}

export function maskedAnswers(opened: Answers, pointers: readonly string[]): MaskedAnswers {
  const originals = new Map(pointers.map((pointer) => [pointer, answerAt(opened, pathOf(pointer))]))
  const known = new Set([...originals].map(([pointer, value]) => named(pathOf(pointer), value)))
  return {
    isMasked: (path, value) => value !== undefined && known.has(named(path, value)),
    original: (path) => originals.get(`/${path.join('/')}`),
  }
}

/** The path a JSON pointer into the answers names; what lies inside an answer counts as the answer. */
export function pathOf(pointer: string): AnswerPath {
  const [, property = '', index, inner] = pointer.split('/')
  return index === undefined || inner === undefined || !/^\d+$/.test(index)
    ? [property]
    : [property, Number(index), inner]
}

function named([property, , inner]: AnswerPath, value: unknown): string {
  return `${property}/${inner ?? ''}=${JSON.stringify(value)}`
}
