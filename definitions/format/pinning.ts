import type { Release } from './bundle.ts'
import { definitionKey } from './definition-path.ts'
import { object, oneOf, type Shape } from './shape.ts'

/** What happens to work in progress when a new release changes nothing but its form. */
export type PinningChoice = (typeof pinningChoices)[number]

/** `stay`: it keeps the form it began with. `move`: it goes on with the new one. `ask`: whoever works on it chooses. */
export const pinningChoices = ['stay', 'move', 'ask'] as const

/** 锁定版本的规定: what a bundle says about open tasks, and about drafts that someone has begun to fill in. */
export interface PinningPolicy {
  readonly tasks?: PinningChoice
  readonly drafts?: PinningChoice
}

/** Where a bundle says nothing, nothing changes under anyone's hands. */
export const defaultPinning = { tasks: 'stay', drafts: 'stay' } as const satisfies PinningPolicy

/** What the bundle that a process comes from says; nothing where it says nothing. */
export function pinningOf(
  { origin, bundles }: Pick<Release, 'origin' | 'bundles'>,
  processId: string,
): PinningPolicy | undefined {
  const key = definitionKey('process', processId)
  const bundle = Object.hasOwn(origin, key) ? origin[key] : undefined
  return bundles.find(({ id }) => id === bundle)?.pinning
}

export const pinningShape: Shape = object({}, { tasks: oneOf(pinningChoices), drafts: oneOf(pinningChoices) })
