/** A definition as its file holds it. */
export function jsonText(definition: object): string {
  return `${JSON.stringify(definition, null, 2)}\n`
}
