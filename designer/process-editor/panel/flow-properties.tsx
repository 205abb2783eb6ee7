import { Checkbox } from 'antd'
import { useWords } from '#runtime/client'
import { TextProperty } from '../../controls/text-property.tsx'
import { processWords } from '../process-words.ts'
import { bodyOf, type ElementEdit } from './element-edit.ts'
import styles from './panel.module.css'

const choosing = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:Activity']

/** When a flow is taken. Only the ways out of a gateway that chooses, or of an activity, have conditions. */
export function FlowProperties({
  edit,
  source,
}: {
  readonly edit: ElementEdit
  readonly source: ElementEdit | undefined
}) {
  const words = useWords(processWords)
  const condition = bodyOf(edit.bo.get('conditionExpression'))
  const chooses = source && choosing.some((type) => source.bo.$instanceOf(type))
  if (!source || (!chooses && condition === '')) return null
  const isDefault = source.bo.get('default') === edit.bo
  return (
    <>
      <Checkbox
        checked={isDefault}
        onChange={(event) => source.setProperties({ default: event.target.checked ? edit.bo : undefined })}
      >
        {words.makeDefault}
      </Checkbox>
      {isDefault ? (
        <p className={styles.help}>{words.conditionOfDefault}</p>
      ) : (
        <TextProperty
          label={words.condition}
          help={words.conditionHelp}
          feel="always"
          value={condition}
          onCommit={(body) => edit.setExpression(edit.bo, 'conditionExpression', body)}
        />
      )}
    </>
  )
}
