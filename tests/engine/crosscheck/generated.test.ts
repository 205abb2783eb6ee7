import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crosscheck } from '#engine/crosscheck'
import { picks, scenarioOf, structured, unstructured } from './generated.ts'

/** Compares `runs` generated processes; at least `wanted` of them were compared by one action or more. */
async function agree(processes: fc.Arbitrary<string>, runs: number, wanted: number): Promise<void> {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(processes, picks, async (xml, chosen) => {
      const result = await crosscheck(xml, await scenarioOf(xml, chosen))
      expect(result.differences, `${xml}\n${JSON.stringify(chosen)}`).toEqual([])
      if (!result.leftOut || result.compared > 0) compared += 1
    }),
    { numRuns: runs },
  )
  expect(compared).toBeGreaterThanOrEqual(wanted)
}

/** More than 2,000 in all. */
describe('generated processes agree with bpmn-engine', () => {
  it('where choices, forks, loops and sub-processes lie one within the other', async () => {
    await agree(structured, 1100, 1060)
  }, 240_000)

  it('where elements lead to each other as it comes', async () => {
    await agree(unstructured, 1200, 980)
  }, 240_000)
})
