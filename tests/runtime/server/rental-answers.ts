import type {
  RentalInspection,
  RentalRecheck,
  RentalRectification,
  RentalRegistration,
} from '../../fixtures/rental-types/forms.ts'

/** Answers for the forms of the bundle `rental-housing`, of persons that do not exist. */

export const registration = {
  ownerName: '测试出租人',
  ownerCitizenId: '999901199003070017',
  ownerPhone: '13800000000',
  address: '测试路1号101室',
  use: '01',
  rentMode: 'whole',
  area: 86,
  rooms: 3,
  tenants: [{ name: '测试承租人', idDocumentType: '111', idNumber: '999901198506150022' }],
} satisfies RentalRegistration

export const noHazards = { inspectionDate: '2026-03-02', occupants: 1, hazards: [] } satisfies RentalInspection

export const twoHazards = {
  inspectionDate: '2026-03-02',
  occupants: 1,
  hazards: ['R04', 'R07'],
  hazardDescription: '楼道堆放杂物，电线私拉乱接',
} satisfies RentalInspection

export const rectified = {
  rectificationDate: '2026-03-02',
  rectificationMeasures: '清理楼道，重新敷设电线',
  ownerConfirmed: true,
} satisfies RentalRectification

export const stillOneHazard = {
  recheckDate: '2026-03-02',
  remainingHazards: ['R04'],
  remainingDescription: '楼道仍有杂物',
} satisfies RentalRecheck

export const allRemoved = { recheckDate: '2026-03-02', remainingHazards: [] } satisfies RentalRecheck

/** Where the demo's grid worker, community and street meet. */
export const grid = '330683001003001'
export const anotherStreet = '330683002001001'
