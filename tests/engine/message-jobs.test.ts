import { describe, expect, it } from 'vitest'
import { processFacts } from '#engine'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const job = `<extensionElements><zeebe:taskDefinition type="sms.send" retries="2"/><zeebe:ioMapping><zeebe:input source="=phone" target="to"/></zeebe:ioMapping></extensionElements>`
const telling = () =>
  process(
    `<startEvent id="start"/><intermediateThrowEvent id="tell">${job}<messageEventDefinition/></intermediateThrowEvent>
     <endEvent id="end">${job}<messageEventDefinition/></endEvent>`,
    'start -> tell -> end',
  )

describe('a message event with a job type', () => {
  it('lets a worker send it and goes on when that is done, at a throw event and at an end', async () => {
    const sent = play(await telling(), { phone: '138' })
    expect(sent.jobs).toEqual(['tell'])
    expect(sent.job('tell')).toMatchObject({ jobType: 'sms.send', retries: 2, variables: { to: '138' } })
    const ending = sent.finish('tell', { receipt: 7 })
    expect([ending.jobs, ending.variables.receipt]).toEqual([['end'], 7])
    expect(ending.finish('end').ended).toBe(true)
  })

  it('is tried again after it has failed', async () => {
    const failed = play(await telling(), { phone: '138' }).fail('tell')
    expect(failed.incidents).toEqual(['tell: job-failed'])
    expect(failed.retry('tell').job('tell').jobType).toBe('sms.send')
  })

  it('is among the jobs that the process asks for', async () => {
    const { jobTypes } = processFacts(await telling())
    expect(jobTypes).toEqual([
      { id: 'sms.send', elementId: 'tell' },
      { id: 'sms.send', elementId: 'end' },
    ])
  })
})
