import { describe, expect, it } from 'vitest'
import { type CrosscheckAction, crosscheck, differencesBetween, type Moment, secondOpinion } from '#engine/crosscheck'
import { diagram, flows } from '../diagram.ts'

const ends = '<startEvent id="start"/><endEvent id="end"/>'
const tasks = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('')
const gateway = (kind: string, ...ids: string[]) => ids.map((id) => `<${kind}Gateway id="${id}"/>`).join('')
const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>'
const begin: CrosscheckAction = { start: { variables: { n: 1 } } }

const inspection = diagram(
  `${ends}${gateway('parallel', 'fork', 'join')}${gateway('exclusive', 'found', 'merge')}
   <userTask id="visit" name="上门检查"/>${tasks('note', 'mend')}<serviceTask id="file">${job}</serviceTask>
   <subProcess id="recheck"><startEvent id="in"/>${tasks('look')}<endEvent id="out"/>${flows('in -> look -> out')}</subProcess>`,
  `start -> fork -> visit -> found
   found -> mend [=hazards > 0]
   found -> merge [default]
   mend -> merge -> join -> recheck -> file -> end
   fork -> note -> join`,
)

describe('the second opinion', () => {
  it('agrees on path, open tasks and end of a process with choices, forks, jobs and a sub-process', async () => {
    const actions: CrosscheckAction[] = [
      begin,
      { complete: '上门检查', variables: { hazards: 2 } },
      { expect: { open: ['note', 'mend'] } },
      { complete: 'note' },
      { complete: 'mend' },
      { complete: 'look' },
      { expect: { ended: true } },
    ]
    expect(await crosscheck(inspection, actions)).toEqual({ compared: 7, differences: [] })
  })

  it('settles jobs where the scenario does', async () => {
    const waiting = diagram(
      `${ends}<serviceTask id="file">${job}</serviceTask>${tasks('after')}`,
      'start -> file -> after -> end',
    )
    const result = await crosscheck(waiting, [
      begin,
      { job: { element: 'file', result: { n: 2 } } },
      { complete: 'after' },
    ])
    expect(result).toEqual({ compared: 3, differences: [] })
  })

  it('agrees where a terminating end takes parallel branches away', async () => {
    const stopping = diagram(
      `${ends}${gateway('parallel', 'fork')}${tasks('a', 'b')}<endEvent id="stop"><terminateEventDefinition/></endEvent>`,
      'start -> fork -> a -> stop\nfork -> b -> end',
    )
    expect(await crosscheck(stopping, [begin, { complete: 'a' }])).toEqual({ compared: 2, differences: [] })
    const within = diagram(
      `${ends}<subProcess id="sub"><startEvent id="in"/>${gateway('parallel', 'fork')}${tasks('a', 'b')}<endEvent id="out"/>
         <endEvent id="stop"><terminateEventDefinition/></endEvent>${flows('in -> fork -> a -> stop\nfork -> b -> out')}</subProcess>${tasks('after')}`,
      'start -> sub -> after -> end',
    )
    expect(await crosscheck(within, [begin, { complete: 'a' }, { complete: 'after' }])).toEqual({
      compared: 3,
      differences: [],
    })
  })

  it('agrees on conditions, defaults and forks without a gateway', async () => {
    const bare = diagram(
      `${ends}${gateway('inclusive', 'split')}${tasks('a', 'b', 'c', 'd', 'e')}<endEvent id="other"/>`,
      `start -> a
       a -> b [=n = 1]
       a -> c [=n = 2]
       a -> other [default]
       b -> split
       b -> d
       split -> e [=n = 1]
       split -> end [default]
       c -> end`,
    )
    const run = (n: number) =>
      crosscheck(bare, [begin, { complete: 'a', variables: { n } }, { complete: n === 1 ? 'b' : 'c' }])
    expect(await run(1)).toEqual({ compared: 3, differences: [] })
    expect(await run(2)).toEqual({ compared: 3, differences: [] })
    expect((await run(3)).differences).toEqual([])
  })
})

describe('a difference', () => {
  const ours: Moment = { entered: ['a', 'b'], taken: ['a_b'], open: ['b'], ended: false }

  it('is none where both did the same, in whatever order', () => {
    expect(differencesBetween(ours, { ...ours, entered: ['b', 'a'] }, 0)).toEqual([])
  })

  it('names what only one of them has, each as often as it has more of it', () => {
    const [found, ...others] = differencesBetween(ours, { ...ours, entered: ['a', 'a', 'c'] }, 2)
    expect(others).toEqual([])
    expect(found).toMatchObject({ action: 2, what: 'entered', onlyOurs: ['b'], onlyTheirs: ['a', 'c'] })
    expect(found?.message).toEqual({
      'zh-CN': '第 3 步后经过的元素不同：本引擎多出b，bpmn-engine 多出a、c',
      en: 'After action 3 the elements entered differ: only here b; only in bpmn-engine a, c',
    })
  })

  it('may lie in the flows taken, in what is open and in the end', () => {
    const theirs: Moment = { entered: ['a', 'b'], taken: [], open: [], ended: true }
    expect(differencesBetween(ours, theirs, 0).map(({ what }) => what)).toEqual(['taken', 'open', 'ended'])
  })

  it('lies in the outcome alone where a terminating end took branches away', () => {
    expect(differencesBetween(ours, { ...ours, entered: [], taken: [] }, 0, false)).toEqual([])
  })

  it('is told to the author as a doubt, also where bpmn-engine gives up', async () => {
    const odd = diagram(`${ends}${tasks('toString', 'hasOwnProperty')}`, 'start -> toString -> hasOwnProperty -> end')
    const [doubt] = await secondOpinion(odd, [begin, { complete: 'toString' }, { complete: 'hasOwnProperty' }])
    expect(doubt).toMatchObject({ severity: 'warning', code: 'engines-disagree' })
    expect(doubt?.message['zh-CN']).toMatch(/^另一流程引擎的执行结果不同：第 3 步在 bpmn-engine 中无法进行/)
    expect(await secondOpinion(inspection, [begin, { complete: 'note' }])).toEqual([])
  })
})

describe('what the second opinion leaves out', () => {
  const boundary = `<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>`
  const loop =
    '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>'
  const mapping =
    '<extensionElements><zeebe:ioMapping><zeebe:input source="=n" target="m"/></zeebe:ioMapping></extensionElements>'
  const second = '<process id="q" isExecutable="false"/>'

  it.each([
    ['event', 'late', diagram(`${ends}${tasks('a', 'b')}${boundary}`, 'start -> a -> end\nlate -> b -> end')],
    ['loop', 'a', diagram(`${ends}<userTask id="a">${loop}</userTask>`, 'start -> a -> end')],
    ['quantity', 'a', diagram(`${ends}<userTask id="a" startQuantity="2"/>`, 'start -> a -> end')],
    [
      'instantiating',
      'first',
      diagram(
        `<eventBasedGateway id="first" instantiate="true"/><receiveTask id="come" messageRef="m"/><endEvent id="end"/>`,
        'first -> come -> end',
        '<message id="m" name="m"/>',
      ),
    ],
    [
      'data-state',
      'a',
      diagram(
        `${ends}<dataObject id="o" name="paper"/><dataObjectReference id="signed" name="paper" dataObjectRef="o"><dataState id="st" name="signed"/></dataObjectReference>
         <userTask id="a"><dataOutputAssociation id="w"><targetRef>signed</targetRef></dataOutputAssociation></userTask>`,
        'start -> a -> end',
      ),
    ],
    ['mapping', 'a', diagram(`${ends}<userTask id="a">${mapping}</userTask>`, 'start -> a -> end')],
    [
      'inclusive-join',
      'join',
      diagram(
        `${ends}${gateway('inclusive', 'join')}${tasks('a')}${gateway('parallel', 'fork')}`,
        'start -> fork -> a -> join -> end\nfork -> join',
      ),
    ],
    [
      'element',
      'ask',
      diagram(
        `${ends}<callActivity id="ask"><extensionElements><zeebe:calledElement processId="q"/></extensionElements></callActivity>`,
        'start -> ask -> end',
      ),
    ],
    [
      'several-processes',
      undefined,
      diagram(`${ends}${tasks('a')}`, 'start -> a -> end').replace('</definitions>', `${second}</definitions>`),
    ],
    [
      'not-executable',
      undefined,
      diagram(`${ends}${tasks('a')}`, 'start -> a -> end').replace(' isExecutable="true"', ''),
    ],
    ['flow-without-id', undefined, diagram(`${ends}${tasks('a')}`, 'start -> a -> end').replace(' id="a_end"', '')],
    ['unreadable', undefined, 'no diagram'],
  ] as const)('is said before anything runs: %s', async (code, node, xml) => {
    const { compared, differences, leftOut } = await crosscheck(xml, [begin])
    expect({ compared, differences, code: leftOut?.code, node: leftOut?.node }).toEqual({
      compared: 0,
      differences: [],
      code,
      node,
    })
    expect(leftOut?.message['zh-CN']).toMatch(/^未比较——/)
    expect(leftOut?.message.en).toMatch(/^Not compared: /)
  })

  it.each([
    ['stuck', 'join', 'parallel', '', [begin, { complete: 'a' }]],
    ['twice', 'after', 'exclusive', '', [begin, { complete: 'a' }, { complete: 'b' }]],
  ] as const)('is said where the process comes to it: %s', async (code, node, kind, _, actions) => {
    const merging = diagram(
      `${ends}${gateway(kind, 'join')}${gateway(code === 'stuck' ? 'exclusive' : 'parallel', 'fork')}${tasks('a', 'b', 'after')}`,
      `start -> fork -> a -> join -> after -> end
       fork -> b${code === 'stuck' ? ' [=n = 2]' : ''}
       b -> join`,
    )
    const { compared, differences, leftOut } = await crosscheck(
      code === 'stuck' ? merging.replace('id="fork"', 'id="fork" default="fork_a"') : merging,
      actions,
    )
    expect({ compared, differences, code: leftOut?.code, node: leftOut?.node }).toEqual({
      compared: actions.length - 1,
      differences: [],
      code,
      node,
    })
  })

  it('is an action that only this engine knows', async () => {
    const { compared, leftOut } = await crosscheck(inspection, [begin, { job: { element: 'file', error: 'BROKEN' } }])
    expect([compared, leftOut?.code]).toEqual([1, 'action'])
  })

  it('is a loop of jobs that never ends', async () => {
    const endless = diagram(
      `${ends}${gateway('exclusive', 'merge', 'again')}<serviceTask id="work">${job}</serviceTask>`,
      'start -> merge -> work -> again\nagain -> merge [=n = 1]\nagain -> end [default]',
    )
    expect((await crosscheck(endless, [begin])).leftOut?.code).toBe('endless')
  }, 60_000)

  it('is an expression that only the other engine would evaluate: it stays text', async () => {
    const text = '$' + '{environment.services.run()}'
    const xml = diagram(
      `${ends}<userTask id="a" name="${text}"><documentation>${text}</documentation></userTask>`,
      'start -> a -> end',
    )
    expect(await crosscheck(xml, [begin, { complete: 'a' }])).toEqual({ compared: 2, differences: [] })
  })
})
