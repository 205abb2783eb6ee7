import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import type { BusinessObject } from '../diagram/diagram-types.ts'
import { processWords } from '../process-words.ts'
import { bodyOf, type ElementEdit } from './element-edit.ts'

const ways = ['timeDuration', 'timeDate', 'timeCycle'] as const

/** The timer of an event, or nothing where it has none. */
export function timerOf({ bo }: ElementEdit): BusinessObject | undefined {
  const definitions = (bo.get('eventDefinitions') ?? []) as readonly BusinessObject[]
  return definitions.find((definition) => definition.$type === 'bpmn:TimerEventDefinition')
}

/** When a timer event fires, and whether it ends the task it is attached to. */
export function TimerProperties({ edit, timer }: { readonly edit: ElementEdit; readonly timer: BusinessObject }) {
  const words = useWords(processWords)
  const set = ways.find((way) => timer.get(way))
  const [chosen, setChosen] = useState(set ?? 'timeDuration')
  const way = set ?? chosen
  const value = bodyOf(timer.get(way))
  const write = (way: (typeof ways)[number], body: string) =>
    edit.setExpression(
      timer,
      way,
      body,
      ways.filter((other) => other !== way),
    )
  return (
    <>
      <PropertyField label={words.timer}>
        {(control) => (
          <Select
            {...control}
            value={way}
            options={ways.map((way) => ({ value: way, label: words[way] }))}
            onChange={(next) => {
              setChosen(next)
              if (value) write(next, value)
            }}
          />
        )}
      </PropertyField>
      <TextProperty
        label={words.timerValue}
        help={words[`${way}Help`]}
        feel="maybe"
        value={value}
        onCommit={(body) => write(way, body)}
      />
      {edit.bo.$type === 'bpmn:BoundaryEvent' && (
        <Checkbox
          checked={edit.bo.get('cancelActivity') !== false}
          onChange={(event) => edit.setProperties({ cancelActivity: event.target.checked })}
        >
          {words.interrupting}
        </Checkbox>
      )}
    </>
  )
}
