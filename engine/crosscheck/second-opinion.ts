import type { Finding } from '#findings'
import { doubt } from '../process/process-findings.ts'
import { type CrosscheckAction, crosscheck } from './crosscheck.ts'

/**
 * Where bpmn-engine goes another way than this engine with the same process and scenario, as doubts for its author.
 * What cannot be compared is passed over.
 */
export async function secondOpinion(xml: string, actions: readonly CrosscheckAction[]): Promise<Finding[]> {
  const { differences } = await crosscheck(xml, actions)
  return differences.map(({ action, message, onlyOurs, onlyTheirs }) =>
    doubt(
      'engines-disagree',
      onlyOurs[0] ?? onlyTheirs[0] ?? String(action + 1),
      [`另一流程引擎的执行结果不同：${message['zh-CN']}`, `Another process engine goes another way: ${message.en}`],
      [
        '请检查图中是否有含义不清的画法；如确认无误可以忽略',
        'See whether the diagram can be read in two ways; pass over this where it is what you mean',
      ],
    ),
  )
}
