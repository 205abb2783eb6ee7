import { DefinitionEditor } from '../draft/definition-editor.tsx'
import { ProcessEditor } from './process-editor.tsx'

export function ProcessPage() {
  return <DefinitionEditor kind="process">{(props) => <ProcessEditor {...props} />}</DefinitionEditor>
}
