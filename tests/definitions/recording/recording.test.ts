import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CaseRecord,
  type CompiledRelease,
  checkScenarios,
  compileRelease,
  pseudonyms,
  recordScenario,
  replacePersonalData,
  resolveRelease,
} from '#definitions'
import { type Answers, acceptAnswers, formats } from '#forms'
import { shippedBundle } from '../bundle-files.ts'

let release: CompiledRelease

beforeAll(async () => {
  const resolved = await resolveRelease(
    '330683',
    [await shippedBundle('base'), await shippedBundle('rental-housing')],
    [],
  )
  release = await compileRelease(resolved.release!)
})

const registration: Answers = {
  ownerName: '钱大有',
  ownerCitizenId: '330683199003070010',
  ownerPhone: '13757512345',
  address: '城隍路18号302室',
  use: '01',
  rentMode: 'whole',
  area: 86.5,
  rooms: 3,
  tenants: [{ name: '赵小芳', idDocumentType: '111', idNumber: '330683198506150028', arrivalDate: '2026-01-03' }],
}
const monday = Date.UTC(2026, 2, 2, 1)
const day = 86_400_000
const form = (id: string) => release.release.forms[id]!

function rentalCase(): CaseRecord {
  const task = (id: number, elementId: string, formId: string, opened: number, closed: number, answers: Answers) => ({
    id: `t${id}`,
    elementId,
    form: form(formId),
    answers,
    openedAt: monday + opened * day,
    closedAt: monday + closed * day,
  })
  return {
    processId: 'rental-housing',
    startedAt: monday,
    endedAt: monday + 9 * day,
    start: { form: form('rental-registration'), answers: registration },
    tasks: [
      task(1, 'inspect', 'rental-inspection', 0, 1, {
        hazards: ['R04', 'R07'],
        occupants: 1,
        hazardDescription: '赵小芳门口堆物',
      }),
      task(2, 'rectify', 'rental-rectification', 1, 3, { rectificationMeasures: '已清理', ownerConfirmed: true }),
      task(3, 'recheck', 'rental-recheck', 3, 4, { remainingHazards: [] }),
    ],
  }
}
const named = { id: 'recorded', title: { 'zh-CN': '记录的办件' }, shiftDays: 77 }

describe('a scenario recorded from a case', () => {
  it('plays as the case went, and says what was open after each step', async () => {
    const { scenario, differs } = recordScenario([...release.processes.values()], rentalCase(), named)

    expect(differs).toBeUndefined()
    expect(await checkScenarios(release, [scenario])).toEqual([])
    expect(scenario.actions.filter((action) => Object.hasOwn(action as object, 'complete'))).toHaveLength(3)
    expect(scenario.actions).toContainEqual({ advance: 'P1D' })
    expect(scenario.actions.at(-1)).toEqual({ expect: { ended: true } })
  })

  it('holds nothing that a person typed', () => {
    const text = JSON.stringify(recordScenario([...release.processes.values()], rentalCase(), named).scenario)
    for (const private_ of ['钱大有', '赵小芳', '城隍路', '13757512345', '330683199003070010', '19900307', '已清理']) {
      expect(text).not.toContain(private_)
    }
  })

  it('says where the process does not go the way the case went', () => {
    const record = rentalCase()
    const tasks = [{ ...record.tasks[0]!, answers: { hazards: [], occupants: 1 } }, ...record.tasks.slice(1)]
    const { differs } = recordScenario([...release.processes.values()], { ...record, tasks }, named)

    expect(differs?.en).toMatch(/^Step 5: /)
    expect(differs?.['zh-CN']).toMatch(/第 5 步/)
  })
})

describe('replaced personal data', () => {
  it('is still what the form accepts', () => {
    const given = { ...registration, use: '01' }
    const replaced = replacePersonalData(form('rental-registration'), given, pseudonyms(50))
    const accepted = acceptAnswers(release.forms.get('rental-registration')!, replaced, {
      caseVariables: {},
      opened: {},
      today: '2026-03-02',
    })
    expect(accepted.problems).toEqual([])
    expect(replaced).toMatchObject({ use: '01', rentMode: 'whole', area: 86.5 })
    expect(formats['citizen-id'](String(replaced.ownerCitizenId))).toBe(true)
  })

  it('keeps who is the same person the same', () => {
    const names = pseudonyms(50)
    const one = replacePersonalData(undefined, { a: '钱大有', b: ['钱大有', '孙二'] }, names)
    expect(one.a).toBe((one.b as string[])[0])
    expect(one.a).not.toBe((one.b as string[])[1])
  })

  it('never leaves a text as it was, and keeps ids, phones and codes of companies valid', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
    const citizenId = fc
      .tuple(fc.date({ min: new Date('1920-01-01'), max: new Date('2025-01-01'), noInvalidDate: true }), digits(3))
      .map(([born, serial]) => `330683${born.toISOString().slice(0, 10).replaceAll('-', '')}${serial}`)
      .map((start) => [...'0123456789X'].map((check) => start + check).find(formats['citizen-id'])!)
    const phone = digits(9).map((rest) => `13${rest}`)
    const text = fc.string({ minLength: 2, unit: 'grapheme' }).filter((value) => /[\p{L}\d]/u.test(value))
    fc.assert(
      fc.property(fc.array(fc.oneof(citizenId, phone, text)), fc.integer({ min: 1, max: 999 }), (values, shiftDays) => {
        const names = pseudonyms(shiftDays)
        for (const value of values) {
          const invented = names.of(value, {})
          expect(invented).not.toBe(value)
          for (const format of ['citizen-id', 'mobile-phone'] as const) {
            if (formats[format](value)) expect(formats[format](invented), value).toBe(true)
          }
        }
      }),
    )
  })
})
