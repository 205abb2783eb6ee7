import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CompiledRelease,
  checkScenarios,
  compileRelease,
  resolveRelease,
  runScenario,
  type ScenarioAction,
} from '#definitions'
import { evaluateDecision, processFacts } from '#engine'
import { type Answers, acceptAnswers, openingAnswers, type Problem } from '#forms'
import { shippedBundle } from './bundle-files.ts'

let release: CompiledRelease

beforeAll(async () => {
  const bundles = [await shippedBundle('base'), await shippedBundle('rental-housing')]
  const resolved = await resolveRelease('330683', bundles, [], { jobTypes: ['notice.send'] })
  expect(resolved.findings).toEqual([])
  release = await compileRelease(resolved.release!)
})

const registration = {
  ownerName: '测试出租人',
  ownerCitizenId: '999901199003070017',
  ownerPhone: '13800000000',
  address: '测试路1号101室',
  use: '01',
  rentMode: 'whole',
  area: 86.5,
  rooms: 3,
  tenants: [{ name: '测试承租人', idDocumentType: '111', idNumber: '999901198506150022', arrivalDate: '2026-01-03' }],
}
const today = '2026-03-02'

function fill(
  formId: string,
  given: Answers,
  caseVariables: Answers,
): { answers: Answers; problems: readonly Problem[] } {
  const form = release.forms.get(formId)!
  const opened = openingAnswers(form, caseVariables, { today })
  const accepted = acceptAnswers(form, { ...opened, ...given }, { caseVariables, opened, today })
  return { answers: accepted.ok ? accepted.answers : {}, problems: accepted.problems }
}

/** A case as people do it: each form is opened, filled, judged, and what was accepted goes on with the process. */
function work(...steps: readonly [element: string, form: string, given: Answers][]) {
  const actions: ScenarioAction[] = [{ start: { variables: fill('rental-registration', registration, {}).answers } }]
  for (const [element, form, given] of steps) {
    const { variables } = statusAfter(actions)
    const { answers, problems } = fill(form, given, variables)
    expect(problems, form).toEqual([])
    actions.push({ complete: element, variables: answers })
  }
  return statusAfter(actions)
}

function statusAfter(actions: readonly ScenarioAction[]) {
  const { steps, failure } = runScenario([...release.processes.values()], actions)
  expect(failure).toBeUndefined()
  return steps.at(-1)!.status
}

const inspection = { inspectionDate: today, hazards: ['R04', 'R07'], hazardDescription: '楼道堆物，电线私拉乱接' }
const rectification = { rectificationDate: today, rectificationMeasures: '已清理，已换线', ownerConfirmed: true }

describe('the bundle rental-housing', () => {
  it('passes its own scenarios', async () => {
    const { scenarios } = await shippedBundle('rental-housing')

    expect(Object.keys(scenarios).length).toBeGreaterThanOrEqual(4)
    expect(await checkScenarios(release, Object.values(scenarios))).toEqual([])
  })

  it('speaks Chinese and English wherever a person looks', () => {
    const { forms, codeLists, roles, processes } = release.release
    const words = wordsIn({ forms, codeLists, roles })

    expect(words.length).toBeGreaterThan(150)
    for (const each of words) {
      expect(each).toEqual({ 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/\w/) })
    }
    const names = processes['rental-housing']!.xml.match(/ name="[^"]*"( gezhi:nameEn="[^"]+")?/g) ?? []
    expect(names.length).toBeGreaterThan(15)
    for (const name of names) expect(name).toMatch(/\p{Script=Han}.*nameEn/u)
  })

  it('may be started by grid workers and community staff', () => {
    const [start] = processFacts(release.processes.get('rental-housing')!).startEvents

    expect(start).toMatchObject({ formId: 'rental-registration', startableBy: ['grid_worker', 'community_staff'] })
  })
})

describe('rental housing', () => {
  it('is registered with owner, house and tenants', () => {
    expect(fill('rental-registration', registration, {}).problems).toEqual([])
  })

  it('names each answer of a registration that must be mended', () => {
    const { problems } = fill(
      'rental-registration',
      { ...registration, ownerCitizenId: '999901199003070018', area: 0, use: '99' },
      {},
    )

    expect(problems.map(({ fieldId }) => fieldId)).toEqual(['owner-citizen-id', 'use-note', 'area'])
  })

  it('opens the inspection with what the registration said', () => {
    const opened = openingAnswers(release.forms.get('rental-inspection')!, registration)

    expect(opened).toMatchObject({ address: registration.address, ownerName: registration.ownerName, occupants: 1 })
    expect(
      openingAnswers(release.forms.get('rental-inspection')!, { ...registration, tenants: undefined }).occupants,
    ).toBe(0)
  })

  it('demands a description where a hazard is ticked', () => {
    const { problems } = fill('rental-inspection', { inspectionDate: today, hazards: ['R04'] }, registration)

    expect(problems.map(({ fieldId }) => fieldId)).toEqual(['hazard-description'])
  })

  it('is done where the inspection finds nothing', () => {
    expect(work(['inspect', 'rental-inspection', { inspectionDate: today }])).toMatchObject({
      ended: true,
      incidents: [],
    })
  })

  it('goes from hazards to rectification, recheck and the end', () => {
    const rectifying = work(['inspect', 'rental-inspection', inspection])
    expect(rectifying).toMatchObject({
      open: ['整改'],
      timers: 1,
      variables: { riskLevel: 'medium', rectificationDays: 3 },
    })

    const done = work(
      ['inspect', 'rental-inspection', inspection],
      ['rectify', 'rental-rectification', rectification],
      ['recheck', 'rental-recheck', { recheckDate: today }],
    )
    expect(done).toMatchObject({ ended: true, incidents: [], timers: 0 })
  })

  it('goes to the street after the second recheck that fails', () => {
    const failed = { recheckDate: today, remainingHazards: ['R07'], remainingDescription: '仍未换线' }
    const once = [
      ['inspect', 'rental-inspection', inspection],
      ['rectify', 'rental-rectification', rectification],
      ['recheck', 'rental-recheck', failed],
    ] as const satisfies [string, string, Answers][]
    expect(work(...once)).toMatchObject({ open: ['整改'], variables: { failedRechecks: 1, openHazards: ['R07'] } })

    const twice = [
      ...once,
      ['rectify', 'rental-rectification', rectification],
      ['recheck', 'rental-recheck', failed],
    ] as [string, string, Answers][]
    expect(work(...twice)).toMatchObject({ open: ['街道处置'], variables: { riskLevel: 'high' } })

    const handled = { streetMeasures: ['03'], streetHandlingDate: today, streetResult: '已移送消防救援机构' }
    expect(work(...twice, ['street-handling', 'rental-street-handling', handled])).toMatchObject({
      ended: true,
      incidents: [],
    })
  })

  it('takes no remaining hazard at a recheck that was not to be removed', () => {
    const { variables } = work(['inspect', 'rental-inspection', inspection])
    const { problems } = fill(
      'rental-recheck',
      { recheckDate: today, remainingHazards: ['R12'], remainingDescription: '新发现' },
      variables,
    )

    expect(problems.map(({ fieldId }) => fieldId)).toEqual(['remaining-hazards'])
  })

  it.each([
    ['三合一 is high, whoever lives there', { hazards: ['R04', 'R12'], occupants: 1, rentMode: 'whole' }, 'high', 1],
    ['ten people in single rooms are high', { hazards: ['R99'], occupants: 10, rentMode: 'shared' }, 'high', 3],
    ['ten people in a house let as a whole are not', { hazards: ['R99'], occupants: 10, rentMode: 'whole' }, 'low', 15],
    ['a danger to life is medium', { hazards: ['R04'], occupants: 2, rentMode: 'whole' }, 'medium', 3],
    [
      'three lesser hazards are medium',
      { hazards: ['R03', 'R06', 'R14'], occupants: 2, rentMode: 'whole' },
      'medium',
      15,
    ],
    ['no hazard is low', { occupants: 2, rentMode: 'whole' }, 'low', 15],
  ])('is rated: %s', (_, facts, level, rectificationDays) => {
    expect(evaluateDecision(release.decisions, 'rental-risk', facts)).toMatchObject({
      value: { level, rectificationDays },
    })
  })
})

/** Every text for people in a definition. */
function wordsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return 'zh-CN' in value ? [value] : Object.values(value).flatMap(wordsIn)
}
