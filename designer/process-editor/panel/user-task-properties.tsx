import { Select } from 'antd'
import type { TimeLimit } from '#engine'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import { DefinitionsChoice } from './definition-choice.tsx'
import type { ElementEdit } from './element-edit.ts'
import styles from './panel.module.css'

const limitKinds = [
  'urgent_hour',
  'work_hour',
  'work_day',
  'natural_day',
] as const satisfies readonly TimeLimit['kind'][]

export interface UserTaskPropertiesProps {
  readonly edit: ElementEdit
  readonly definitions: readonly DefinitionSummary[]
}

/** Who does it, until when, and how urgent it is. */
export function UserTaskProperties({ edit, definitions }: UserTaskPropertiesProps) {
  const words = useWords(processWords)
  const groups = edit.extensionText('zeebe:AssignmentDefinition', 'candidateGroups')
  const setGroups = (text: string) => {
    const assignment = edit.extension('zeebe:AssignmentDefinition')
    const alone = !assignment?.get('assignee') && !assignment?.get('candidateUsers')
    edit.setExtension('zeebe:AssignmentDefinition', text || !alone ? { candidateGroups: text || undefined } : undefined)
  }
  return (
    <>
      {groups.startsWith('=') ? (
        <TextProperty
          label={words.roles}
          help={words.rolesExpression}
          feel="always"
          value={groups}
          onCommit={setGroups}
        />
      ) : (
        <DefinitionsChoice
          label={words.roles}
          help={words.rolesHelp}
          kind="role"
          definitions={definitions}
          value={splitList(groups)}
          onChange={(ids) => setGroups(ids.join(','))}
        />
      )}
      <DueProperties edit={edit} />
      <TextProperty
        label={words.priority}
        help={words.priorityHelp}
        feel="maybe"
        value={edit.extensionText('zeebe:PriorityDefinition', 'priority')}
        onCommit={(priority) => edit.setExtension('zeebe:PriorityDefinition', priority ? { priority } : undefined)}
      />
    </>
  )
}

function DueProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  const way = edit.extension('zeebe:TaskSchedule') ? 'schedule' : edit.extension('gezhi:TimeLimit') ? 'limit' : 'none'
  function choose(chosen: typeof way) {
    if (chosen !== 'schedule') edit.setExtension('zeebe:TaskSchedule', undefined)
    if (chosen === 'none') edit.setExtension('gezhi:TimeLimit', undefined)
    if (chosen === 'limit' && way !== 'limit') edit.setExtension('gezhi:TimeLimit', { value: '=5', kind: 'work_day' })
    if (chosen === 'schedule' && way !== 'schedule') edit.setExtension('zeebe:TaskSchedule', { dueDate: '' })
  }
  return (
    <>
      <PropertyField label={words.due}>
        {(control) => (
          <Select
            {...control}
            value={way}
            onChange={choose}
            options={[
              { value: 'none', label: words.dueNone },
              { value: 'limit', label: words.dueLimit },
              { value: 'schedule', label: words.dueSchedule },
            ]}
          />
        )}
      </PropertyField>
      {way === 'limit' && (
        <div className={styles.row}>
          <TextProperty
            label={words.limitValue}
            help={words.limitHelp}
            feel="maybe"
            value={edit.extensionText('gezhi:TimeLimit', 'value')}
            onCommit={(value) => edit.setExtension('gezhi:TimeLimit', { value })}
          />
          <PropertyField label={words.limitKind}>
            {(control) => (
              <Select
                {...control}
                value={edit.extensionText('gezhi:TimeLimit', 'kind') || 'natural_day'}
                options={limitKinds.map((kind) => ({ value: kind, label: words[kind] }))}
                onChange={(kind) => edit.setExtension('gezhi:TimeLimit', { kind })}
              />
            )}
          </PropertyField>
        </div>
      )}
      {way === 'schedule' && (
        <TextProperty
          label={words.dueDate}
          help={words.dueDateHelp}
          feel="maybe"
          value={edit.extensionText('zeebe:TaskSchedule', 'dueDate')}
          onCommit={(dueDate) => edit.setExtension('zeebe:TaskSchedule', { dueDate })}
        />
      )}
    </>
  )
}

/** `a, b` as ids. */
export function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
}
