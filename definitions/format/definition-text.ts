import type { DefinitionKind } from './bundle.ts'
import type { DefinitionOfKind } from './parse-definition.ts'

/** The text of a definition as a file holds it: its XML, or JSON indented by two blanks in the order it was written in. */
export function definitionText<K extends DefinitionKind>(definition: DefinitionOfKind[K]): string {
  return 'xml' in definition ? definition.xml : `${JSON.stringify(definition, null, 2)}\n`
}
