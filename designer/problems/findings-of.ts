import type { Finding } from '#findings'
import type { DefinitionKind } from '#runtime/api'

const paths: Record<DefinitionKind, (id: string) => string> = {
  process: (id) => `processes/${id}.bpmn`,
  form: (id) => `forms/${id}.form.json`,
  decision: (id) => `decisions/${id}.dmn`,
  codeList: (id) => `codelists/${id}.json`,
  role: (id) => `roles/${id}.json`,
  record: (id) => `records/${id}.record.json`,
  view: (id) => `views/${id}.view.json`,
  setting: () => 'settings.schema.json',
}

/** The findings about one definition; one that names no file is about whatever was checked. */
export function findingsOf(kind: DefinitionKind, id: string, findings: readonly Finding[]): readonly Finding[] {
  const path = paths[kind](id)
  return findings.filter(({ file }) => file === undefined || file === path || file.endsWith(`/${path}`))
}
