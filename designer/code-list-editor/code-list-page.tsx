import { DefinitionEditor } from '../draft/definition-editor.tsx'
import { CodeListEditor } from './code-list-editor.tsx'

export function CodeListPage() {
  return <DefinitionEditor kind="codeList">{(props) => <CodeListEditor {...props} />}</DefinitionEditor>
}
