import { describe, expect, it } from 'vitest'
import { evaluateDecision, readDmn } from '#engine'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const calendar = { holidays: ['2026-10-01', '2026-10-02'], workdays: [], hours: [{ from: '09:00', to: '17:00' }] }

describe('the working calendar of a region', () => {
  it('is what the expressions of a process go by', async () => {
    const reckoned = await process(
      `<startEvent id="start"/><scriptTask id="reckon"><extensionElements><zeebe:script expression="=add working days(reported, 2)" resultVariable="due"/></extensionElements></scriptTask>
       <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate>=due</timeDate></timerEventDefinition></intermediateCatchEvent><endEvent id="end"/>`,
      'start -> reckon -> wait -> end',
      { calendar },
    )
    const waiting = play(reckoned, { reported: '2026-09-30' })
    expect(waiting.variables.due).toBe('2026-10-06')
    expect(waiting.timer('wait').due).toBe(Date.UTC(2026, 9, 5, 16))
  })

  it('is what the expressions of a decision go by', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
      <decision id="off" name="off"><literalExpression id="l"><text>is holiday(day)</text></literalExpression></decision></definitions>`
    const { decisions } = await readDmn(xml, { calendar })
    expect(evaluateDecision(decisions, 'off', { day: '2026-10-01' }).value).toBe(true)
  })
})
