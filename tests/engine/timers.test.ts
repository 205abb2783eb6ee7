import { describe, expect, it } from 'vitest'
import { nextTime, TimerNotSetError } from '#engine'
import { morning, play } from '../support/steps.ts'
import { process } from './diagram.ts'

const timer = (kind: string, text: string) => `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`
const hour = 3_600_000

describe('an intermediate timer', () => {
  const wait = (definition: string) =>
    process(
      `<startEvent id="start"/><intermediateCatchEvent id="wait">${definition}</intermediateCatchEvent>
       <userTask id="after"/><endEvent id="end"/>`,
      'start -> wait -> after -> end',
    )

  it('waits for a duration', async () => {
    const waiting = play(await wait(timer('timeDuration', 'P1DT2H')))
    expect(waiting.timer('wait').due).toBe(morning + 26 * hour)
    expect(waiting.fire('wait').open).toEqual(['after'])
  })

  it('waits for a date that an expression gives, in China Standard Time where it names no zone', async () => {
    const waiting = play(await wait(timer('timeDate', '=until')), { until: '2026-03-05T08:30:00' })
    expect(waiting.timer('wait').due).toBe(Date.UTC(2026, 2, 5, 0, 30))
  })

  it.each([
    ['2026-03-05', Date.UTC(2026, 2, 4, 16)],
    ['2026-03-05T08:30:00Z', Date.UTC(2026, 2, 5, 8, 30)],
    ['2026-03-05T08:30:00-05:00', Date.UTC(2026, 2, 5, 13, 30)],
    ['2026-03-05T08:30:00@Asia/Shanghai', Date.UTC(2026, 2, 5, 0, 30)],
  ])('reads %s', async (until, due) => {
    expect(play(await wait(timer('timeDate', '=until')), { until }).timer('wait').due).toBe(due)
  })

  it.each(['2026-02-30', '2026-03-05T25:00:00', '2026-03-05T08:30:00@Europe/Paris', 'P1D', 5])(
    'refuses %s',
    async (until) => {
      expect(play(await wait(timer('timeDate', '=until')), { until }).incidents).toEqual(['wait: timer-value'])
    },
  )

  it('counts months by the calendar', async () => {
    const waiting = play(await wait(timer('timeDuration', '=duration("P1M")')))
    expect(waiting.timer('wait').due).toBe(Date.UTC(2026, 3, 2, 1))
  })

  it('stops with an incident where the expression gives no time', async () => {
    expect(play(await wait(timer('timeDate', '=until')), { until: 'soon' }).incidents).toEqual(['wait: timer-value'])
  })
})

describe('a timer at the boundary of a task', () => {
  const due = (attributes: string, definition: string) =>
    process(
      `<startEvent id="start"/><userTask id="work"/><userTask id="late"/>
       <boundaryEvent id="due" attachedToRef="work" ${attributes}>${definition}</boundaryEvent><endEvent id="end"/>`,
      `start -> work -> end
       due -> late -> end`,
    )

  it('takes the task away when it interrupts', async () => {
    const fired = play(await due('', timer('timeDuration', 'PT1H'))).fire('due')
    expect(fired.open).toEqual(['late'])
    expect(fired.effects).toContainEqual({ type: 'closeTask', taskId: '2', reason: 'cancelled' })
  })

  it('leaves the task open when it does not', async () => {
    const fired = play(await due('cancelActivity="false"', timer('timeDuration', 'PT1H'))).fire('due')
    expect(fired.open).toEqual(['work', 'late'])
    expect(fired.timers).toEqual([])
    expect(fired.complete('work').complete('late').ended).toBe(true)
  })

  it('repeats as often as its cycle says, each time an interval after the last', async () => {
    const first = play(await due('cancelActivity="false"', timer('timeCycle', 'R2/PT1H')))
    const second = first.fire('due')
    expect(second.timer('due').due).toBe(morning + 2 * hour)
    expect(second.fire('due').timers).toEqual([])
  })

  it('repeats until the end that its cycle names, or between two moments (ISO 8601-1, 5.6)', async () => {
    const until = play(await due('cancelActivity="false"', timer('timeCycle', '=cycle')), {
      cycle: `R/PT1H/${new Date(morning + 2 * hour).toISOString()}`,
    })
    expect(until.fire('due').fire('due').timers).toEqual([])
    const between = play(await due('cancelActivity="false"', timer('timeCycle', '=cycle')), {
      cycle: `R2/${new Date(morning + hour).toISOString()}/${new Date(morning + 3 * hour).toISOString()}`,
    })
    expect(between.timer('due').due).toBe(morning + hour)
    expect(between.fire('due').timer('due').due).toBe(morning + 3 * hour)
    expect(between.fire('due').fire('due').timers).toEqual([])
  })

  it('repeats at the moments a cron expression names, in China Standard Time', async () => {
    const first = play(await due('cancelActivity="false"', timer('timeCycle', '0 30 8 * * MON-FRI')))
    expect(first.timer('due').due).toBe(Date.UTC(2026, 2, 3, 0, 30))
    const friday = first.fire('due').fire('due').fire('due')
    expect(friday.timer('due').due).toBe(Date.UTC(2026, 2, 6, 0, 30))
    expect(friday.fire('due').timer('due').due).toBe(Date.UTC(2026, 2, 9, 0, 30))
  })

  it.each(['0 8 * * *', '*/5 * * * *', '0 0 8 L * *'])('takes the cron expression %s', async (cron) => {
    expect(play(await due('cancelActivity="false"', timer('timeCycle', cron))).timers).toEqual(['due'])
  })

  it.each(['0 0 0 30 2 *', '61 * * * *', '* * *', 'R/5', '0 0 8 * * * 2030 extra'])(
    'does not take %s for a cycle',
    async (cron) => {
      await expect(due('cancelActivity="false"', timer('timeCycle', cron))).rejects.toThrow(/is no time/)
    },
  )

  it('is cleared when the task is done, and refused if it comes late', async () => {
    const waiting = play(await due('', timer('timeDuration', 'PT1H')))
    const { timerId } = waiting.timer('due')
    const done = play(
      await process(
        `<startEvent id="start"/><userTask id="work"/><userTask id="late"/><userTask id="next"/>
       <boundaryEvent id="due" attachedToRef="work">${timer('timeDuration', 'PT1H')}</boundaryEvent><endEvent id="end"/>`,
        `start -> work -> next -> end
       due -> late -> end`,
      ),
    ).complete('work')
    expect(done.timers).toEqual([])
    expect(() => done.send({ type: 'fireTimer', timerId })).toThrow(TimerNotSetError)
  })
})

describe('a repeating timer that fires late', () => {
  const day = 24 * hour

  it.each([
    ['PT1H', 10 * hour, 11 * hour],
    ['PT1H', 10 * hour + 1, 11 * hour],
    ['P1D', 3 * day + 5 * hour, 4 * day],
    ['P1M', 40 * day, Date.UTC(2026, 4, 2, 1) - morning],
    ['0 0 9 * * *', 3 * day + hour, 4 * day],
  ])('goes on in its rhythm and leaves out what has passed: %s', (every, late, next) => {
    expect(nextTime({ due: morning, every }, morning + late)?.due).toBe(morning + next)
  })

  it('fires once for all that it has missed, and counts once', () => {
    expect(nextTime({ due: morning, every: 'PT1H', left: 5 }, morning + 3 * hour)).toEqual({
      due: morning + 4 * hour,
      every: 'PT1H',
      left: 4,
    })
    expect(nextTime({ due: morning, every: 'PT1H', left: 0 }, morning)).toBeUndefined()
  })

  it('does so at the boundary of a task too', async () => {
    const reminding = await process(
      `<startEvent id="start"/><userTask id="work"/><boundaryEvent id="remind" attachedToRef="work" cancelActivity="false">${timer('timeCycle', 'R/PT1H')}</boundaryEvent>
       <userTask id="call"/><endEvent id="end"/>`,
      'start -> work -> end\nremind -> call -> end',
    )
    const waiting = play(reminding)
    const late = waiting.send({
      type: 'fireTimer',
      timerId: waiting.timer('remind').timerId,
      at: morning + 5 * hour + 60_000,
    })
    expect([late.open, late.timer('remind').due]).toEqual([['work', 'call'], morning + 6 * hour])
  })
})
