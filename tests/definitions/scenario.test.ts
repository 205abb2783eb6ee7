import { describe, expect, it } from 'vitest'
import { runScenario, type ScenarioAction, type ScenarioOptions } from '#definitions'
import { process } from '../engine/diagram.ts'

const approval = await process(
  `<startEvent id="start"/>
   <userTask id="apply" name="申请"/>
   <serviceTask id="notify" name="通知"><extensionElements><zeebe:taskDefinition type="notice.send"/></extensionElements></serviceTask>
   <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P1M</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <userTask id="approve" name="审批"/>
   <endEvent id="end"/>`,
  'start -> apply -> notify -> wait -> approve -> end',
)

function play(actions: readonly ScenarioAction[], options?: ScenarioOptions) {
  const { steps, failure } = runScenario([approval], actions, options)
  return { status: steps.at(-1)?.status, steps, failure }
}

describe('a scenario', () => {
  it('names what waits for a person, and the ids of what waits for something else', () => {
    const actions = [
      { start: { variables: { days: 3 } } },
      { complete: '申请', variables: { reason: '探亲' } },
    ] as const

    expect(play(actions.slice(0, 1)).status).toEqual({
      open: ['申请'],
      waiting: [],
      timers: 0,
      subscriptions: [],
      incidents: [],
      ended: false,
      variables: { days: 3 },
    })
    expect(play(actions, { jobs: 'manual' }).status).toMatchObject({ open: [], waiting: ['notify'] })
    expect(play(actions).status).toMatchObject({
      open: [],
      waiting: ['wait'],
      timers: 1,
      variables: { days: 3, reason: '探亲' },
    })
  })

  it('moves its clock and fires what is due, by calendar months', () => {
    const waiting = [{ start: {} }, { complete: 'apply' }] as const
    const startAt = Date.UTC(2026, 0, 31)

    expect(play([...waiting, { advance: 'P27D' }], { startAt }).status).toMatchObject({ open: [], timers: 1 })
    expect(play([...waiting, { advance: 'P1M' }], { startAt }).status).toMatchObject({ open: ['审批'], timers: 0 })
  })

  it('fires neither early nor late', () => {
    const waiting = [{ start: {} }, { complete: 'apply' }] as const

    expect(play([...waiting, { advance: 'P30DT23H59M59S' }]).status?.timers).toBe(1)
    expect(play([...waiting, { advance: 'P1M' }]).status?.timers).toBe(0)
    expect(play([...waiting, { advance: 'P2W' }, { advance: 'P17D' }]).status?.timers).toBe(0)
  })

  it('settles jobs itself where an action is about a job', () => {
    const queued = [{ start: {} }, { complete: 'apply' }] as const
    const done = play([...queued, { job: { element: '通知', result: { sent: true } } }])
    const failed = play([...queued, { job: { element: 'notify', fail: '没有信号' } }])

    expect(done.status).toMatchObject({ waiting: ['wait'], variables: { sent: true } })
    expect(failed.status?.incidents).toEqual([{ element: 'notify', code: 'job-failed', message: '没有信号' }])
    expect(play([...queued, { job: { element: 'notify', fail: true } }, { retry: 'notify' }]).status).toMatchObject({
      waiting: ['notify'],
      incidents: [],
    })
  })

  it('covers several instances and ends with the last of them', () => {
    const two = [{ start: {} }, { start: {} }] as const

    expect(play(two).status?.open).toEqual(['申请', '申请'])
    expect(play([...two, { complete: '申请', nth: 2 }]).status).toMatchObject({ open: ['申请'], timers: 1 })
    expect(play([...two, { cancel: true }]).status).toMatchObject({ open: [], ended: true })
  })

  it('sets variables', () => {
    expect(play([{ start: {} }, { set: { days: 5 } }]).status?.variables).toEqual({ days: 5 })
  })

  it('is not ended before anything was started', () => {
    expect(play([{ expect: { open: [], ended: false, variables: {} } }]).failure).toBeUndefined()
  })

  it('takes elements by id or name, in any order, in what it expects', () => {
    const started = { start: { variables: { a: { b: 1, c: [2] } } } }

    for (const open of [['apply'], ['申请']]) expect(play([started, { expect: { open } }]).failure).toBeUndefined()
    expect(play([started, { expect: { variables: { a: { c: [2], b: 1 } } } }]).failure).toBeUndefined()
    expect(
      play([started, { expect: { waiting: [], incidents: [], timers: 0, subscriptions: [] } }]).failure,
    ).toBeUndefined()
  })

  it('says how what is differs from what was expected, and stops there', () => {
    const { failure, steps } = play([
      { start: { variables: { days: 3 } } },
      { expect: { open: ['审批'], ended: true, variables: { days: 4, who: 'Li' } } },
      { complete: 'apply' },
    ])

    expect(failure).toEqual({
      'zh-CN':
        'open 应为 ["审批"]，实际为 ["申请"]；ended 应为 true，实际为 false；variables.days 应为 4，实际为 3；variables.who 应为 "Li"，实际为 —',
      en: 'open should be ["审批"], but is ["申请"]; ended should be true, but is false; variables.days should be 4, but is 3; variables.who should be "Li", but is —',
    })
    expect(steps).toHaveLength(2)
  })

  it.each<[string, ScenarioAction, RegExp]>([
    ['a task that is not open', { complete: '审批' }, /"审批" has no open task; there are: apply/],
    ['a job that is not queued', { job: { element: 'notify' } }, /no queued job/],
    ['an incident that is not there', { retry: 'notify' }, /no incident/],
    ['a process that is not there', { start: { process: 'leave' } }, /no process "leave"/],
    ['a duration that is none', { advance: 'P' }, /no duration/],
  ])('says what there is instead of %s', (_, action, words) => {
    const { failure } = play([{ start: {} }, action])

    expect(failure?.en).toMatch(words)
    expect(failure?.['zh-CN']).toMatch(/\p{Script=Han}/u)
  })

  it('ends where timers go round without end', async () => {
    const restless = await process(
      `<startEvent id="start"/><exclusiveGateway id="again"/>
       <intermediateCatchEvent id="tick"><timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition></intermediateCatchEvent>`,
      'start -> again -> tick -> again',
    )

    expect(runScenario([restless], [{ start: {} }]).failure?.en).toContain('round in circles')
  })
})
