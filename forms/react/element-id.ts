/** Id of the element that answers what `pointer` names; `-field`, `-label`, `-help` and `-problem` continue it. */
export function elementId(prefix: string, pointer: string): string {
  return `${prefix}${pointer.replaceAll('/', '-')}`
}

/** Id of a section's heading: where a link to the section leads. */
export function sectionId(prefix: string, id: string): string {
  return elementId(prefix, `/section/${id}`)
}
