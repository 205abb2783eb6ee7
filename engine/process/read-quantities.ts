import type { ModdleElement } from '../bpmn/moddle-element.ts'
import { problem } from './process-findings.ts'
import { idOf, type Reader } from './reader.ts'

/** More tokens than this at once are a slip of the pen. */
const most = 100

/** How many tokens an activity needs and gives, where that is not 1 (BPMN 2.0.2, table 10.3). */
export function readQuantities(
  element: ModdleElement,
  reader: Reader,
): { readonly startQuantity?: number; readonly completionQuantity?: number } {
  const [start, completion] = [quantity('startQuantity'), quantity('completionQuantity')]
  return { ...(start !== 1 && { startQuantity: start }), ...(completion !== 1 && { completionQuantity: completion }) }

  function quantity(name: string): number {
    const given = element.get(name) ?? 1
    if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= most) return given
    reader.note(
      problem(
        'token-quantity',
        idOf(element),
        [
          `启动数量和完成数量必须是 1 到 ${most} 的整数`,
          `Start and completion quantity must be whole numbers from 1 to ${most}`,
        ],
        ['请改为 1，或填写需要的数量', 'Make it 1, or the number that is needed'],
      ),
    )
    return 1
  }
}
