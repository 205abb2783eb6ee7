/**
 * Our extension of BPMN, for bpmn-moddle and bpmn-js: what the `zeebe:` vocabulary lacks.
 *
 *     <bpmn:process id="rental-housing" name="出租房屋管理" gezhi:nameEn="Rental housing" isExecutable="true">
 *       <bpmn:extensionElements><gezhi:caseTitle expression="=address" /></bpmn:extensionElements>
 *       <bpmn:startEvent id="registered" name="登记" gezhi:nameEn="Registered">
 *         <bpmn:extensionElements>
 *           <zeebe:formDefinition formId="rental-registration" />
 *           <gezhi:startableBy roles="grid_worker,community_staff" />
 *         </bpmn:extensionElements>
 *       …
 *       <bpmn:userTask id="rectify" name="整改" gezhi:nameEn="Rectification">
 *         <bpmn:extensionElements>
 *           <zeebe:userTask />
 *           <zeebe:formDefinition formId="rental-rectification" />
 *           <zeebe:assignmentDefinition candidateGroups="grid_worker" />
 *           <gezhi:timeLimit value="=rectificationDays" kind="natural_day" />
 *       …
 *       <bpmn:serviceTask id="register" name="登记" gezhi:retryBackoff="PT30S,PT10M" gezhi:jobVariables="mapped">
 */
export const gezhiModdle = {
  name: 'Gezhi',
  uri: 'urn:gezhi:bpmn:1.0',
  prefix: 'gezhi',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Named',
      extends: ['bpmn:FlowElement', 'bpmn:Process', 'bpmn:Lane'],
      properties: [{ name: 'nameEn', isAttr: true, type: 'String' }],
    },
    {
      name: 'HistoryKept',
      extends: ['bpmn:Process'],
      properties: [{ name: 'historyLevel', isAttr: true, type: 'String' }],
    },
    {
      name: 'WithJob',
      extends: ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ThrowEvent', 'bpmn:ScriptTask', 'bpmn:BusinessRuleTask'],
      properties: [
        { name: 'retryBackoff', isAttr: true, type: 'String' },
        { name: 'jobVariables', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'TimeLimit',
      superClass: ['Element'],
      meta: { allowedIn: ['bpmn:UserTask'] },
      properties: [
        { name: 'value', isAttr: true, type: 'String' },
        { name: 'kind', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'StartableBy',
      superClass: ['Element'],
      meta: { allowedIn: ['bpmn:StartEvent'] },
      properties: [{ name: 'roles', isAttr: true, type: 'String' }],
    },
    {
      name: 'CaseTitle',
      superClass: ['Element'],
      meta: { allowedIn: ['bpmn:Process'] },
      properties: [{ name: 'expression', isAttr: true, type: 'String' }],
    },
  ],
} as const
