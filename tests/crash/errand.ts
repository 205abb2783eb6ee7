import { drawn, onMessage, onSignal } from '../runtime/server/event-processes.ts'

/**
 * 代办: processes that use what the rental process does not. An errand calls an enquiry, in which a timer and a task run
 * side by side; asks for a notice that fails until an administrator mends it; waits for a message with its own key and
 * for a signal; sends a message that begins a receipt; and asks for a signature with a reminder on the way.
 */
export const errand = 'errand'
export const enquiry = 'enquiry'
export const receipt = 'receipt'

/** Waited for by an errand, with its address as the key. */
export const answered = 'crash-answered'
/** Sent by an errand, with its address as the key; begins a receipt. */
export const handedOver = 'crash-handed-over'
export const bell = 'crash-bell'
/** What an administrator sets where the notice of an errand fails. */
export const mended = { note: '已补充说明' }
/** Where the notice fails, and where an administrator may move the token instead of mending it. */
export const failing = 'tell'
export const past = 'wait-answer'

const extended = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`
const inspection = (id: string) =>
  `<bpmn:userTask id="${id}" name="${id}">${extended(`<zeebe:userTask /><zeebe:formDefinition formId="rental-inspection" />
    <zeebe:assignmentDefinition candidateGroups="community_staff" />`)}</bpmn:userTask>`
const notice = (id: string, text: string, retries: number) =>
  `<bpmn:serviceTask id="${id}" name="${id}">${extended(`<zeebe:taskDefinition type="notice.send" retries="${retries}" />
    <zeebe:ioMapping><zeebe:input source="${text}" target="text" /></zeebe:ioMapping>`)}</bpmn:serviceTask>`
const afterASecond = `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=duration("PT1S")</bpmn:timeDuration></bpmn:timerEventDefinition>`
const keyed = (id: string, name: string) =>
  `<bpmn:message id="${id}" name="${name}">${extended('<zeebe:subscription correlationKey="=address" />')}</bpmn:message>`

export const errandProcesses: Readonly<Record<string, string>> = {
  [errand]: drawn(
    errand,
    `<bpmn:startEvent id="begin">${extended(`<zeebe:formDefinition formId="rental-registration" />
      <gezhi:startableBy roles="grid_worker" />`)}</bpmn:startEvent>
    <bpmn:callActivity id="ask" name="ask">${extended(`<zeebe:calledElement processId="${enquiry}" />`)}</bpmn:callActivity>
    ${notice(failing, '=get or else(note, &quot;&quot;)', 1)}
    <bpmn:receiveTask id="${past}" name="${past}" messageRef="answered" />
    <bpmn:intermediateCatchEvent id="hear">${onSignal('bell')}</bpmn:intermediateCatchEvent>
    <bpmn:intermediateThrowEvent id="hand-over">${extended(`<zeebe:ioMapping>
      <zeebe:input source="=address" target="address" /></zeebe:ioMapping>`)}${onMessage('handed')}</bpmn:intermediateThrowEvent>
    ${inspection('sign')}
    <bpmn:boundaryEvent id="late" attachedToRef="sign" cancelActivity="false">${afterASecond}</bpmn:boundaryEvent>
    ${notice('remind', '=&quot;请签收&quot;', 3)}
    <bpmn:endEvent id="reminded" /><bpmn:endEvent id="end" />`,
    [
      ...['begin -> ask', `ask -> ${failing}`, `${failing} -> ${past}`, `${past} -> hear`, 'hear -> hand-over'],
      ...['hand-over -> sign', 'sign -> end', 'late -> remind', 'remind -> reminded'],
    ],
    `${keyed('answered', answered)}${keyed('handed', handedOver)}<bpmn:signal id="bell" name="${bell}" />`,
  ),
  [enquiry]: drawn(
    enquiry,
    `<bpmn:startEvent id="begin" /><bpmn:parallelGateway id="fork" />${inspection('look')}
    <bpmn:intermediateCatchEvent id="pause">${afterASecond}</bpmn:intermediateCatchEvent>
    <bpmn:parallelGateway id="join" /><bpmn:endEvent id="end" />`,
    ['begin -> fork', 'fork -> look', 'fork -> pause', 'look -> join', 'pause -> join', 'join -> end'],
  ),
  [receipt]: drawn(
    receipt,
    `<bpmn:startEvent id="begun">${onMessage('handed')}</bpmn:startEvent>
    <bpmn:intermediateCatchEvent id="rest">${afterASecond}</bpmn:intermediateCatchEvent>
    ${notice('note', '=address', 3)}<bpmn:endEvent id="end" />`,
    ['begun -> rest', 'rest -> note', 'note -> end'],
    keyed('handed', handedOver),
  ),
}
