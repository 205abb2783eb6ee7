import { Select } from 'antd'
import type { DefinitionKind, DefinitionSummary } from '#runtime/api'
import { useLocalize, useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { processWords } from '../process-words.ts'

interface ChoiceProps {
  readonly label: string
  readonly kind: DefinitionKind
  readonly definitions: readonly DefinitionSummary[]
  readonly help?: string
}

export interface DefinitionChoiceProps extends ChoiceProps {
  readonly value: string
  readonly onChange: (id: string | undefined) => void
}

/** Chooses one definition of the region; an id that does not exist there is shown as such. */
export function DefinitionChoice({ label, help, value, onChange, ...rest }: DefinitionChoiceProps) {
  const options = useOptions(rest, value ? [value] : [])
  return (
    <PropertyField label={label} help={help}>
      {(control) => (
        <Select
          {...control}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={value || undefined}
          options={options}
          onChange={onChange}
        />
      )}
    </PropertyField>
  )
}

export interface DefinitionsChoiceProps extends ChoiceProps {
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Chooses several definitions of the region. */
export function DefinitionsChoice({ label, help, value, onChange, ...rest }: DefinitionsChoiceProps) {
  const options = useOptions(rest, value)
  return (
    <PropertyField label={label} help={help}>
      {(control) => (
        <Select
          {...control}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...value]}
          options={options}
          onChange={onChange}
        />
      )}
    </PropertyField>
  )
}

function useOptions({ kind, definitions }: Pick<ChoiceProps, 'kind' | 'definitions'>, used: readonly string[]) {
  const words = useWords(processWords)
  const say = useLocalize()
  const known = definitions.filter((definition) => definition.kind === kind)
  const missing = used.filter((id) => !known.some((definition) => definition.id === id))
  return [
    ...known.map(({ id, title }) => ({ value: id, label: say(title) })),
    ...missing.map((id) => ({ value: id, label: words.unknownId(id) })),
  ]
}
