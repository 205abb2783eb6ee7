/** Where in a case something is: `call` 0 is the case's own process, the others are called ones. */
export interface Address {
  readonly call: number
  readonly id: string
}

/** The id under which the store knows what an instance of a case calls `id`. */
export function storedId({ call, id }: Address): string {
  return call === 0 ? id : `${call}:${id}`
}

/** The other way round; what is no id of ours is the id of nothing in the case's own process. */
export function addressOf(stored: string): Address {
  const found = /^([1-9]\d{0,8}):(.*)$/s.exec(stored)
  return found ? { call: Number(found[1]), id: found[2] ?? '' } : { call: 0, id: stored }
}
