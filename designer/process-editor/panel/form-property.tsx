import { Link } from 'react-router'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { processWords } from '../process-words.ts'
import { DefinitionChoice } from './definition-choice.tsx'
import type { ElementEdit } from './element-edit.ts'

export interface FormPropertyProps {
  readonly edit: ElementEdit
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
}

/** The form that is filled at a user task or to start a case. */
export function FormProperty({ edit, definitions, region }: FormPropertyProps) {
  const words = useWords(processWords)
  const formId = edit.extensionText('zeebe:FormDefinition', 'formId')
  const known = definitions.some(({ kind, id }) => kind === 'form' && id === formId)
  return (
    <>
      <DefinitionChoice
        label={words.form}
        kind="form"
        definitions={definitions}
        value={formId}
        onChange={(id) => edit.setExtension('zeebe:FormDefinition', id ? { formId: id } : undefined)}
      />
      {known && (
        <p>
          <Link to={`/${region}/form/${encodeURIComponent(formId)}`}>{words.openForm}</Link>
        </p>
      )}
    </>
  )
}
