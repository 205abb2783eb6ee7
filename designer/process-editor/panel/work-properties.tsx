import { useState } from 'react'
import { Link } from 'react-router'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { CommittedText } from '../../controls/committed-text.tsx'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import { ChoiceProperty } from './choice-property.tsx'
import { DefinitionChoice } from './definition-choice.tsx'
import type { ElementEdit } from './element-edit.ts'
import { isWrongBackoff, storedPauses } from './usual-choice.ts'

/** What a service task asks a plugin to do. */
export function ServiceTaskProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  const givesAll = edit.text('gezhi:jobVariables') === 'all'
  return (
    <>
      <TextProperty
        label={words.jobType}
        help={words.jobTypeHelp}
        value={edit.extensionText('zeebe:TaskDefinition', 'type')}
        onCommit={(type) => edit.setExtension('zeebe:TaskDefinition', { type: type.trim() })}
      />
      <TextProperty
        label={words.retries}
        feel="maybe"
        value={edit.extensionText('zeebe:TaskDefinition', 'retries')}
        onCommit={(retries) => edit.setExtension('zeebe:TaskDefinition', { retries: retries || undefined })}
      />
      <BackoffProperty edit={edit} />
      <ChoiceProperty
        label={words.jobVariables}
        help={givesAll ? words.jobVariablesAllHelp : words.jobVariablesHelp}
        usual="mapped"
        choices={[
          { value: 'mapped', label: words.jobVariablesMapped },
          { value: 'all', label: words.jobVariablesAll },
        ]}
        value={edit.text('gezhi:jobVariables')}
        onChange={(which) => edit.setText('gezhi:jobVariables', which)}
      />
    </>
  )
}

/** How long a job that failed waits before it is tried again. */
function BackoffProperty({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  const [typed, setTyped] = useState<string>()
  const value = edit.text('gezhi:retryBackoff')
  const problem = isWrongBackoff(typed ?? value) ? words.retryBackoffWrong : undefined
  return (
    <PropertyField label={words.retryBackoff} help={words.retryBackoffHelp} problem={problem}>
      {(control) => (
        <CommittedText
          {...control}
          value={value}
          placeholder="PT30S,PT10M"
          onCommit={(text) => {
            setTyped(undefined)
            edit.setText('gezhi:retryBackoff', storedPauses(text))
          }}
          onTyping={setTyped}
        />
      )}
    </PropertyField>
  )
}

export interface BusinessRuleTaskPropertiesProps {
  readonly edit: ElementEdit
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
}

/** Which decision a business rule task takes, and under what name its result goes on. */
export function BusinessRuleTaskProperties({ edit, definitions, region }: BusinessRuleTaskPropertiesProps) {
  const words = useWords(processWords)
  const type = 'zeebe:CalledDecision'
  const decisionId = edit.extensionText(type, 'decisionId')
  const known = definitions.some(({ kind, id }) => kind === 'decision' && id === decisionId)
  return (
    <>
      <DefinitionChoice
        label={words.decision}
        kind="decision"
        definitions={definitions}
        value={decisionId}
        onChange={(id) => edit.setExtension(type, { decisionId: id })}
      />
      {known && (
        <p>
          <Link to={`/${region}/decision/${encodeURIComponent(decisionId)}`}>{words.openDecision}</Link>
        </p>
      )}
      <TextProperty
        label={words.resultVariable}
        value={edit.extensionText(type, 'resultVariable')}
        onCommit={(resultVariable) => edit.setExtension(type, { resultVariable: resultVariable.trim() })}
      />
    </>
  )
}

/** What a script task computes, and under what name its result goes on. */
export function ScriptTaskProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  return (
    <>
      <TextProperty
        label={words.script}
        help={words.scriptHelp}
        feel="always"
        value={edit.extensionText('zeebe:Script', 'expression')}
        onCommit={(expression) => edit.setExtension('zeebe:Script', { expression })}
      />
      <TextProperty
        label={words.resultVariable}
        value={edit.extensionText('zeebe:Script', 'resultVariable')}
        onCommit={(resultVariable) => edit.setExtension('zeebe:Script', { resultVariable: resultVariable.trim() })}
      />
    </>
  )
}
