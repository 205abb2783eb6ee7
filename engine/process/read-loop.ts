import { bodyOf, elementOf, extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import type { Loop } from './loop.ts'
import { doubt, problem } from './process-findings.ts'
import { nameOf, quoted, variableOf } from './read-data.ts'
import { idOf, type Reader } from './reader.ts'
import type { Value } from './value.ts'

/** The loop of an activity, where it has one. Values are FEEL also without a leading `=`. */
export function readLoop(element: ModdleElement, reader: Reader): Loop | undefined {
  const loop = elementOf(element, 'loopCharacteristics')
  if (!loop) return undefined
  const node = idOf(element)
  const condition = (property: string) => {
    const source = bodyOf(loop, property)
    return source === undefined ? undefined : reader.expression(source, node)
  }
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const maximum = Number(loop.get('loopMaximum') ?? Number.NaN)
    const again = condition('loopCondition')
    if (!again && Number.isNaN(maximum)) reader.note(endless(node))
    return {
      kind: 'standard',
      testBefore: loop.get('testBefore') === true,
      condition: again,
      maximum: Number.isNaN(maximum) ? undefined : maximum,
    }
  }
  const zeebe = extensionOf(loop, 'zeebe:LoopCharacteristics')
  const value = (text: string | undefined): Value | undefined =>
    text === undefined ? undefined : { expression: reader.expression(text, node) }
  const said = standardData(element, loop)
  const collection = value(textOf(zeebe, 'inputCollection') ?? said.inputCollection)
  const cardinality = value(bodyOf(loop, 'loopCardinality'))
  if (!collection && !cardinality) reader.note(noCollection(node))
  if ((textOf(loop, 'behavior') ?? 'All') !== 'All') reader.note(behaviourIgnored(node))
  return {
    kind: 'multi',
    sequential: loop.get('isSequential') === true,
    collection,
    cardinality,
    inputElement: textOf(zeebe, 'inputElement') ?? said.inputElement,
    outputCollection: textOf(zeebe, 'outputCollection') ?? said.outputCollection,
    outputElement: value(textOf(zeebe, 'outputElement') ?? said.outputElement),
    completionCondition: condition('completionCondition'),
  }
}

/** The collections and items as the standard's own attributes name them (BPMN 2.0.2, table 10.29). */
function standardData(activity: ModdleElement, loop: ModdleElement) {
  const named = (property: string) => variableOf(activity, elementOf(loop, property))
  return {
    inputCollection: quoted(named('loopDataInputRef')),
    inputElement: nameOf(elementOf(loop, 'inputDataItem')),
    outputCollection: named('loopDataOutputRef'),
    outputElement: quoted(nameOf(elementOf(loop, 'outputDataItem'))),
  }
}

function behaviourIgnored(node: string) {
  return doubt(
    'loop-behavior',
    node,
    [
      '多实例的 behavior 属性不起作用：各次完成时不会抛出事件',
      'The behavior of the multi-instance activity does nothing: no event is thrown when a run is done',
    ],
    ['请在活动内用抛出事件表示', 'Throw the event inside the activity'],
  )
}

function endless(node: string) {
  return problem(
    'loop-endless',
    node,
    ['循环没有条件，也没有最大次数', 'The loop has no condition and no maximum'],
    ['请填写循环条件或最大次数', 'Give it a condition or a maximum'],
  )
}

function noCollection(node: string) {
  return problem(
    'loop-collection-missing',
    node,
    ['多实例没有填写集合或次数', 'The multi-instance activity names no collection and no number'],
    ['请填写输入集合或实例数量', 'Name an input collection or a number of instances'],
  )
}
