import { DefinitionEditor } from '../draft/definition-editor.tsx'
import { DecisionEditor } from './decision-editor.tsx'

export function DecisionPage() {
  return <DefinitionEditor kind="decision">{(props) => <DecisionEditor {...props} />}</DefinitionEditor>
}
