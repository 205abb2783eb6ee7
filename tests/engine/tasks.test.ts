import { describe, expect, it } from 'vitest'
import { JobNotActiveError, TaskNotOpenError } from '#engine'
import { play } from '../support/steps.ts'
import { process } from './diagram.ts'

const rectification = await process(
  `<startEvent id="start"/>
   <userTask id="rectify" name="整改" gezhi:nameEn="Rectification"><extensionElements>
     <zeebe:userTask/><zeebe:formDefinition formId="rectification"/>
     <zeebe:assignmentDefinition candidateGroups="grid_worker, community" assignee="=worker"/>
     <zeebe:taskSchedule dueDate="2026-03-09T18:00:00+08:00"/><zeebe:priorityDefinition priority="80"/>
     <gezhi:timeLimit value="=days" kind="work_day"/>
   </extensionElements></userTask>
   <serviceTask id="notify"><extensionElements>
     <zeebe:taskDefinition type="sms.send" retries="2"/>
     <zeebe:taskHeaders><zeebe:header key="template" value="done"/></zeebe:taskHeaders>
     <zeebe:ioMapping>
       <zeebe:input source="=&quot;To &quot; + name" target="message.text"/>
       <zeebe:output source="=receipt" target="sms.receipt"/>
     </zeebe:ioMapping>
   </extensionElements></serviceTask>
   <endEvent id="end"/>`,
  'start -> rectify -> notify -> end',
)
const started = play(rectification, { worker: 'zhang', days: 3, name: 'Li' })

describe('a user task', () => {
  it('opens with form, people, due date, time limit and priority', () => {
    expect(started.task('rectify')).toMatchObject({
      name: { 'zh-CN': '整改', en: 'Rectification' },
      formId: 'rectification',
      assignee: 'zhang',
      candidateRoles: ['grid_worker', 'community'],
      dueDate: '2026-03-09T18:00:00+08:00',
      timeLimit: { value: 3, kind: 'work_day' },
      priority: 80,
    })
  })

  it('knows the innermost lane it lies in', async () => {
    const lanes = `<laneSet id="l"><lane id="street" name="街道"><flowNodeRef>a</flowNodeRef><childLaneSet id="k">
      <lane id="office" name="综治办" gezhi:nameEn="Office"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>`
    const drawn = await process(
      `${lanes}<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>`,
      'start -> a -> end',
    )
    expect(play(drawn).task('a').lane).toEqual({ 'zh-CN': '综治办', en: 'Office' })
  })

  it('passes what was answered on to the case', () => {
    expect(started.complete('rectify', { fixed: true }).variables).toMatchObject({ fixed: true, days: 3 })
  })

  it('refuses to be completed twice, by name', () => {
    const { taskId } = started.task('rectify')
    const done = started.complete('rectify')
    expect(() => done.send({ type: 'completeTask', taskId, variables: {} })).toThrow(TaskNotOpenError)
  })

  it('takes no id of something else, and none that is a name of the language', () => {
    for (const taskId of ['1', '__proto__', 'constructor', '', '-1', '1e0']) {
      expect(() => started.send({ type: 'completeTask', taskId, variables: {} })).toThrow(TaskNotOpenError)
    }
  })
})

describe('a service task', () => {
  const waiting = started.complete('rectify')

  it('queues a job with type, retries, headers and what its input mappings give, and no more', () => {
    const { jobType, retries, headers, variables } = waiting.job('notify')
    expect({ jobType, retries, headers }).toEqual({ jobType: 'sms.send', retries: 2, headers: { template: 'done' } })
    expect(variables).toEqual({ message: { text: 'To Li' } })
  })

  it('gives the case only what its output mappings choose', () => {
    const ended = waiting.finish('notify', { receipt: 'r1', secret: 'x' })
    expect(ended.ended).toBe(true)
    expect(ended.variables).toEqual({ worker: 'zhang', days: 3, name: 'Li', sms: { receipt: 'r1' } })
  })

  it('stops with an incident when its job has failed for good, and queues a new job on retry', () => {
    const failed = waiting.fail('notify', 'no network')
    expect(failed.incidents).toEqual(['notify: job-failed'])
    const again = failed.retry('notify')
    expect(again.job('notify').jobId).not.toBe(waiting.job('notify').jobId)
    expect(again.job('notify').variables).toMatchObject({ message: { text: 'To Li' } })
    expect(again.finish('notify', { receipt: 1 }).ended).toBe(true)
  })

  it('refuses a result that comes late', () => {
    const { jobId } = waiting.job('notify')
    const done = waiting.fail('notify')
    expect(() => done.send({ type: 'completeJob', jobId, variables: {} })).toThrow(JobNotActiveError)
  })
})

describe('names of the language in variables', () => {
  it('are names like any other, and reach nothing else', async () => {
    const mapped = await process(
      `<startEvent id="start"/><userTask id="a"><extensionElements><zeebe:ioMapping>
         <zeebe:input source="=1" target="__proto__.polluted"/><zeebe:input source="=2" target="constructor.prototype.polluted"/>
         <zeebe:output source="=answer" target="__proto__.polluted"/></zeebe:ioMapping></extensionElements></userTask><endEvent id="end"/>`,
      'start -> a -> end',
    )
    const given = JSON.parse('{"answer": 3, "__proto__": {"admin": true}}') as Record<string, unknown>
    const done = play(mapped, given).complete('a', given)
    expect(done.ended).toBe(true)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
    expect(Object.keys(done.variables).sort()).toEqual(['__proto__', 'answer'])
  })
})
