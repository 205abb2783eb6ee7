import type { Chance } from './random.ts'

type Filled = Readonly<Record<string, unknown>>

/** A day that belongs to one request alone, so that the stored answers name the request they came with. */
function dayOf(number: number): string {
  return new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
}

/** The registration of a house that nobody else registers. */
export function registrationOf(number: number): Filled {
  return {
    ownerName: '测试出租人',
    ownerCitizenId: '999901199003070017',
    ownerPhone: '13800000000',
    address: `加急路${number}号`,
    use: '01',
    rentMode: 'whole',
    area: 86,
    rooms: 3,
    tenants: [],
  }
}

function inspection(inspectionDate: string, chance: Chance): Filled {
  const hazards = chance.oneOf([[], ['R04'], ['R04', 'R07'], ['R04', 'R12']])
  return {
    inspectionDate,
    occupants: 1,
    hazards,
    ...(hazards.length > 0 && { hazardDescription: '楼道堆放杂物，电线私拉乱接' }),
  }
}

/** Valid answers to the form of a task, of every kind that leads another way. */
const forms: Readonly<Record<string, (day: string, chance: Chance) => Filled>> = {
  inspect: inspection,
  look: inspection,
  sign: inspection,
  rectify: (rectificationDate) => ({
    rectificationDate,
    rectificationMeasures: '清理楼道，重新敷设电线',
    ownerConfirmed: true,
  }),
  recheck: (recheckDate, chance) =>
    chance.once(2)
      ? { recheckDate, remainingHazards: [] }
      : { recheckDate, remainingHazards: ['R04'], remainingDescription: '楼道仍有杂物' },
  'street-handling': (streetHandlingDate) => ({
    streetMeasures: ['03'],
    streetHandlingDate,
    streetResult: '已移送消防救援机构',
  }),
}

export function answersFor(elementId: string, number: number, chance: Chance): Filled {
  const fill = forms[elementId]
  if (!fill) throw new Error(`The crash test has no answers for the form of ${elementId}.`)
  return fill(dayOf(number), chance)
}
