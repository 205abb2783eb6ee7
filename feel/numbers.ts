/**
 * A result of adding, subtracting or multiplying as the decimal it stands for: numbers of FEEL are decimals of 34 digits
 * (DMN 1.3, 10.3.2.3.1), ours are binary of 15. Where the last digits are an artefact, as in 0.1 + 0.2, they are dropped.
 */
export function decimalOf(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value
  const rounded = Number(value.toPrecision(15))
  return rounded !== value && String(rounded).length + 3 <= String(value).length ? rounded : value
}

/** Rounded to so many places after the point; half goes to the even neighbour (DMN 1.3, table 74). */
export function roundHalfEven(value: number, places: number): number {
  const scaled = shifted(value, places)
  const below = Math.floor(scaled)
  const rest = decimalOf(scaled - below)
  const isUp = rest > 0.5 || (rest === 0.5 && below % 2 !== 0)
  return shifted(isUp ? below + 1 : below, -places)
}

/** Moves the point without the error that multiplying by a power of ten has. */
function shifted(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}
