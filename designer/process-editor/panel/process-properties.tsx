import { historyLevels } from '#engine'
import { useWords } from '#runtime/client'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import { ChoiceProperty } from './choice-property.tsx'
import type { ElementEdit } from './element-edit.ts'

/** How the cases of a process are called, and how much of their way is kept. */
export function ProcessProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  return (
    <>
      <TextProperty
        label={words.caseTitle}
        help={words.caseTitleHelp}
        feel="always"
        value={edit.extensionText('gezhi:CaseTitle', 'expression')}
        onCommit={(expression) => edit.setExtension('gezhi:CaseTitle', expression ? { expression } : undefined)}
      />
      <ChoiceProperty
        label={words.historyLevel}
        help={words.historyLevelHelp}
        usual="full"
        choices={historyLevels.toReversed().map((level) => ({ value: level, label: words[`historyLevel_${level}`] }))}
        value={edit.text('gezhi:historyLevel')}
        onChange={(level) => edit.setText('gezhi:historyLevel', level)}
      />
    </>
  )
}
