import { extensionOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { waitFor } from '../instance/activity.ts'
import { evaluateText } from '../instance/expressions.ts'
import { Stopped } from '../instance/stopped.ts'
import { problem } from '../process/process-findings.ts'
import { idOf } from '../process/reader.ts'
import type { Value } from '../process/value.ts'
import type { ActivityBehaviour } from './element-behaviour.ts'

export interface CallActivityDetail {
  readonly processId: Value
  /** Whether the called process gets all variables, or only those that input mappings name. */
  readonly passAll: boolean
  /** Whether all variables of the called process come back where no output mapping chooses. */
  readonly takeAll: boolean
}

/** `calledElement` of the standard (BPMN 2.0.2, table 10.22): the process by its id, perhaps with a namespace prefix. */
function standardCall(element: ModdleElement): Value | undefined {
  const called = textOf(element, 'calledElement')?.trim()
  return called === undefined || /[${}#]/.test(called) ? undefined : { literal: called.slice(called.indexOf(':') + 1) }
}

/** 调用活动: another process does the work. */
export const callActivity: ActivityBehaviour<'callActivity'> = {
  read: (element, reader) => {
    const called = extensionOf(element, 'zeebe:CalledElement')
    const processId = reader.extensionValue(element, 'zeebe:CalledElement', 'processId') ?? standardCall(element)
    if (!processId) {
      reader.note(
        problem(
          'called-process-missing',
          idOf(element),
          ['调用活动没有填写要调用的流程', 'The call activity names no process'],
          ['请选择要调用的流程', 'Choose the process it calls'],
        ),
      )
    }
    const mapsInput = extensionOf(element, 'zeebe:IoMapping')?.get('inputParameters')
    const isMapped = Array.isArray(mapsInput) && mapsInput.length > 0
    const said = called && Object.hasOwn(called, 'propagateAllParentVariables')
    return {
      processId: processId ?? { literal: '' },
      passAll: said ? called.get('propagateAllParentVariables') !== false : !isMapped,
      takeAll: called?.get('propagateAllChildVariables') !== false,
    }
  },
  prepare: (run, node, variables) => {
    const processId = evaluateText(node.detail.processId, variables, run.at, 'The called process')
    if (processId === undefined) throw new Stopped('called-process-empty', `"${node.id}" names no process to call.`)
    return (token) => {
      const callId = String(waitFor(run, token, 'call'))
      const { own } = run.tokens[token]!
      const mapped = own === undefined ? {} : run.scopes[own]!.variables
      const passed = node.detail.passAll ? variables : mapped
      run.effects.push({ type: 'startCall', callId, elementId: node.id, processId, variables: passed })
    }
  },
}
