import { useWords } from '#runtime/client'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import type { ElementEdit } from './element-edit.ts'

/** Names in both languages and the description, which everything in a process may have. */
export function GeneralProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  return (
    <>
      <TextProperty label={words.name} value={edit.text('name')} onCommit={(name) => edit.setText('name', name)} />
      <TextProperty
        label={words.nameEn}
        value={edit.text('gezhi:nameEn')}
        onCommit={(name) => edit.setText('gezhi:nameEn', name)}
      />
      {!edit.bo.$instanceOf('bpmn:SequenceFlow') && (
        <TextProperty
          label={words.documentation}
          rows={2}
          value={edit.documentation}
          onCommit={(text) => edit.setDocumentation(text)}
        />
      )}
    </>
  )
}
