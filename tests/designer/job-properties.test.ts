import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pausesOf } from '#engine'
import {
  attributeOf,
  choiceOf,
  isWrongBackoff,
  storedPauses,
} from '../../designer/process-editor/panel/usual-choice.ts'

const seconds = fc.integer({ min: 0, max: 30 * 24 * 3_600 })
const between = fc.constantFrom(',', ', ', ' ', '，', '、', ';', ' ,  ')

describe('the pauses between tries of a job', () => {
  it('are stored so that the engine reads the same pauses, however they are parted', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 20 }), between, (pauses, part) => {
        const typed = pauses.map((pause) => `pt${pause}s`).join(part)

        expect(isWrongBackoff(typed)).toBe(false)
        expect(pausesOf(storedPauses(typed))).toEqual(pauses.map((pause) => pause * 1000))
        expect(storedPauses(storedPauses(typed))).toBe(storedPauses(typed))
      }),
    )
  })

  it('may be left out, and are wrong where one is no duration, too long, or one too many', () => {
    expect(['', '  ', 'PT30S'].map(isWrongBackoff)).toEqual([false, false, false])
    const wrong = ['soon', 'PT30S,later', 'P1M', 'P31D', '-PT5S', Array(21).fill('PT1S').join(',')]
    expect(wrong.map(isWrongBackoff)).toEqual(wrong.map(() => true))
  })
})

describe('an attribute with a usual value', () => {
  it('is left out of the drawing where the usual value is chosen, and comes back as it was chosen', () => {
    const value = fc.constantFrom('mapped', 'all', 'full', 'audit', 'activity', 'none')
    fc.assert(
      fc.property(value, value, (choice, usual) => {
        expect(choiceOf(attributeOf(choice, usual), usual)).toBe(choice)
        expect(attributeOf(usual, usual)).toBe('')
      }),
    )
  })
})
