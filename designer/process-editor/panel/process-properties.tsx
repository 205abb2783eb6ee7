import { useWords } from '#runtime/client'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import type { ElementEdit } from './element-edit.ts'

/** How the cases of a process are called. */
export function ProcessProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  return (
    <TextProperty
      label={words.caseTitle}
      help={words.caseTitleHelp}
      feel="always"
      value={edit.extensionText('gezhi:CaseTitle', 'expression')}
      onCommit={(expression) => edit.setExtension('gezhi:CaseTitle', expression ? { expression } : undefined)}
    />
  )
}
