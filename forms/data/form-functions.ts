import { feelFunction } from '#feel'
import { birthDateOf, genderOf, isCitizenId } from './citizen-id.ts'

/**
 * Functions that the expressions of a form may call besides those of FEEL. What cannot be told is null.
 *
 * - `citizen birth date(id)`: `1990-03-07`, from a 公民身份号码
 * - `citizen gender(id)`: `1` male, `2` female (GB/T 2261.1)
 * - `citizen age(id)`: whole years on the day FEEL calls `today()`
 */
export const formFunctionNames = ['citizen birth date', 'citizen gender', 'citizen age'] as const

type FormFunctionName = (typeof formFunctionNames)[number]

export function isFormFunction(name: string): name is FormFunctionName {
  return formFunctionNames.some((known) => known === name)
}

/** `at`: the moment `today()` is about, in milliseconds since 1970. */
export function formFunction(name: FormFunctionName, at: number | undefined): object {
  const give = (value: (id: string) => unknown) =>
    feelFunction(['id'], ([id]) => ({
      value: typeof id === 'string' && isCitizenId(id) ? value(id) : null,
      spent: 20,
    }))
  switch (name) {
    case 'citizen birth date':
      return give(birthDateOf)
    case 'citizen gender':
      return give(genderOf)
    case 'citizen age':
      return give((id) => (at === undefined ? null : ageOn(birthDateOf(id), new Date(at).toISOString().slice(0, 10))))
  }
}

/** Whole years from one day to another; null where the second comes first. Who is born on 29 February ages on 1 March. */
export function ageOn(birthDate: string, day: string): number | null {
  if (day < birthDate) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
