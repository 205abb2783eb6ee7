import { DefinitionEditor } from '../draft/definition-editor.tsx'
import { FormEditor } from './form-editor.tsx'

export function FormPage() {
  return <DefinitionEditor kind="form">{(props) => <FormEditor {...props} />}</DefinitionEditor>
}
