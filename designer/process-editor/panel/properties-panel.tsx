import type { ReactNode } from 'react'
import type { DefinitionSummary } from '#runtime/api'
import { useWords } from '#runtime/client'
import type { DiagramElement } from '../diagram/diagram-types.ts'
import type { Diagram } from '../diagram/open-diagram.ts'
import { processWords } from '../process-words.ts'
import { DefinitionsChoice } from './definition-choice.tsx'
import { type ElementEdit, editElement } from './element-edit.ts'
import { elementKind } from './element-kind.ts'
import { FlowProperties } from './flow-properties.tsx'
import { FormProperty } from './form-property.tsx'
import { GeneralProperties } from './general-properties.tsx'
import { MappingProperties } from './mapping-properties.tsx'
import styles from './panel.module.css'
import { ProcessProperties } from './process-properties.tsx'
import { TimerProperties, timerOf } from './timer-properties.tsx'
import { splitList, UserTaskProperties } from './user-task-properties.tsx'
import { BusinessRuleTaskProperties, ScriptTaskProperties, ServiceTaskProperties } from './work-properties.tsx'

export interface PropertiesPanelProps {
  readonly diagram: Diagram
  readonly selected: readonly DiagramElement[]
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
  /** Where the element comes from. */
  readonly origin: (element: DiagramElement) => ReactNode
}

/** What can be said of the selected element, or of the process where nothing is selected. */
export function PropertiesPanel({ diagram, selected, definitions, region, origin }: PropertiesPanelProps) {
  const words = useWords(processWords)
  const element = selected[0] ?? diagram.service('canvas').getRootElement()
  if (selected.length > 1) {
    return (
      <aside className={styles.panel} aria-label={words.properties}>
        <h2>{words.several(selected.length)}</h2>
        <p className={styles.help}>{words.severalHint}</p>
      </aside>
    )
  }
  const target = element.labelTarget ?? element
  const edit = editElement(diagram, target)
  const kind = elementKind(target.businessObject)
  return (
    <aside className={styles.panel} aria-label={words.properties}>
      <h2>{words[`kind_${kind}`]}</h2>
      <p className={styles.id}>
        {words.elementId}
        {target.businessObject.id}
      </p>
      {kind === 'other' && <p className={styles.note}>{words.notRun}</p>}
      <div key={target.id}>
        <GeneralProperties edit={edit} />
        <KindProperties
          edit={edit}
          source={target.source && editElement(diagram, target.source)}
          definitions={definitions}
          region={region}
        />
      </div>
      {origin(target)}
    </aside>
  )
}

interface KindPropertiesProps {
  readonly edit: ElementEdit
  readonly source: ElementEdit | undefined
  readonly definitions: readonly DefinitionSummary[]
  readonly region: string
}

function KindProperties({ edit, source, definitions, region }: KindPropertiesProps) {
  const words = useWords(processWords)
  const timer = timerOf(edit)
  switch (elementKind(edit.bo)) {
    case 'Process':
      return <ProcessProperties edit={edit} />
    case 'StartEvent':
      return (
        <>
          <FormProperty edit={edit} definitions={definitions} region={region} />
          <DefinitionsChoice
            label={words.startableBy}
            kind="role"
            definitions={definitions}
            value={splitList(edit.extensionText('gezhi:StartableBy', 'roles'))}
            onChange={(ids) =>
              edit.setExtension('gezhi:StartableBy', ids.length > 0 ? { roles: ids.join(',') } : undefined)
            }
          />
        </>
      )
    case 'UserTask':
      return (
        <>
          <FormProperty edit={edit} definitions={definitions} region={region} />
          <UserTaskProperties edit={edit} definitions={definitions} />
          <MappingProperties edit={edit} />
        </>
      )
    case 'ServiceTask':
      return (
        <>
          <ServiceTaskProperties edit={edit} />
          <MappingProperties edit={edit} />
        </>
      )
    case 'BusinessRuleTask':
      return (
        <>
          <BusinessRuleTaskProperties edit={edit} definitions={definitions} region={region} />
          <MappingProperties edit={edit} />
        </>
      )
    case 'ScriptTask':
      return <ScriptTaskProperties edit={edit} />
    case 'SubProcess':
      return <MappingProperties edit={edit} />
    case 'SequenceFlow':
      return <FlowProperties edit={edit} source={source} />
    default:
      return timer ? <TimerProperties edit={edit} timer={timer} /> : null
  }
}
