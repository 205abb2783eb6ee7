/** What a DMN file says about its parts for readers: labels of columns and notes of rules, by id. */
export interface DmnLabels {
  readonly labels: ReadonlyMap<string, string>
  readonly notes: ReadonlyMap<string, string>
}

/** Reads the words that evaluation does not need. Empty where the text is no XML. */
export function dmnLabels(xml: string): DmnLabels {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml')
  const labels = new Map<string, string>()
  const notes = new Map<string, string>()
  for (const element of parsed.querySelectorAll('[id]')) {
    const id = element.getAttribute('id')!
    const label = element.getAttribute('label')
    if (label) labels.set(id, label)
    const note = [...element.children].find((child) => child.localName === 'description')?.textContent?.trim()
    if (note) notes.set(id, note)
  }
  return { labels, notes }
}
