/**
 * What bpmn-js says, in Chinese. A test takes every text out of bpmn-js and fails where one is missing here.
 * Element names are the ones offices use: a user task is 人工任务, a service task 自动任务.
 */
export const chinese: Readonly<Record<string, string>> = {
  // tools
  'Activate hand tool': '平移画布',
  'Activate lasso tool': '框选',
  'Activate create/remove space tool': '增减间距',
  'Activate global connect tool': '连线',
  'Search in diagram': '在流程图中查找',

  // palette
  'Create start event': '添加开始事件',
  'Create intermediate/boundary event': '添加中间事件或边界事件',
  'Create timer event': '添加定时事件',
  'Create end event': '添加结束事件',
  'Create gateway': '添加排他网关',
  'Create task': '添加任务',
  'Create user task': '添加人工任务',
  'Create service task': '添加自动任务',
  'Create business rule task': '添加决策任务',
  'Create data object reference': '添加数据对象',
  'Create data store reference': '添加数据存储',
  'Create expanded sub-process': '添加子流程',
  'Create pool/participant': '添加泳池',
  'Create group': '添加分组框',

  // context pad
  Delete: '删除',
  'Change element': '更换类型',
  'Connect to other element': '连到其他元素',
  'Connect using association': '用关联线连接',
  'Connect using data input association': '用数据输入关联连接',
  'Add text annotation': '添加文字注释',
  'Add lane above': '在上方添加泳道',
  'Add lane below': '在下方添加泳道',
  'Divide into two lanes': '分为两条泳道',
  'Divide into three lanes': '分为三条泳道',
  'Append end event': '接一个结束事件',
  'Append gateway': '接一个排他网关',
  'Append task': '接一个任务',
  'Append user task': '接一个人工任务',
  'Append service task': '接一个自动任务',
  'Append timer event': '接一个定时事件',
  'Append intermediate/boundary event': '接一个中间事件',
  'Append receive task': '接一个接收任务',
  'Append compensation activity': '接一个补偿活动',
  'Append message intermediate catch event': '接一个消息捕获事件',
  'Append timer intermediate catch event': '接一个定时捕获事件',
  'Append conditional intermediate catch event': '接一个条件捕获事件',
  'Append signal intermediate catch event': '接一个信号捕获事件',

  // several elements
  'Align elements': '对齐',
  'Align elements left': '左对齐',
  'Align elements center': '水平居中',
  'Align elements right': '右对齐',
  'Align elements top': '顶端对齐',
  'Align elements middle': '垂直居中',
  'Align elements bottom': '底端对齐',
  'Distribute elements horizontally': '水平等距分布',
  'Distribute elements vertically': '垂直等距分布',

  // markers
  'Parallel multi-instance': '并行多实例',
  'Sequential multi-instance': '顺序多实例',
  Loop: '循环',
  Collection: '集合',
  'Participant multiplicity': '多方参与',
  'Toggle non-interrupting': '切换为不中断',
  'Open {element}': '打开{element}',

  // tasks and sub-processes
  Task: '普通任务',
  'User task': '人工任务',
  'Service task': '自动任务',
  'Send task': '发送任务',
  'Receive task': '接收任务',
  'Manual task': '手工任务',
  'Business rule task': '决策任务',
  'Script task': '计算任务',
  'Call activity': '调用活动',
  Transaction: '事务子流程',
  'Sub-process': '子流程',
  'Event sub-process': '事件子流程',
  'Ad-hoc sub-process': '即席子流程',
  'Sub-process (collapsed)': '子流程（折叠）',
  'Sub-process (expanded)': '子流程（展开）',
  'Ad-hoc sub-process (collapsed)': '即席子流程（折叠）',
  'Ad-hoc sub-process (expanded)': '即席子流程（展开）',

  // gateways
  'Exclusive gateway': '排他网关',
  'Parallel gateway': '并行网关',
  'Inclusive gateway': '包容网关',
  'Complex gateway': '复杂网关',
  'Event-based gateway': '事件网关',

  // data and participants
  'Data store reference': '数据存储',
  'Data object reference': '数据对象',
  'Expanded pool/participant': '展开的泳池',
  'Empty pool/participant': '空泳池',
  'Empty pool/participant (removes content)': '空泳池（会移除其中内容）',

  // start events
  'Start event': '开始事件',
  'Message start event': '消息开始事件',
  'Timer start event': '定时开始事件',
  'Conditional start event': '条件开始事件',
  'Signal start event': '信号开始事件',
  'Error start event': '错误开始事件',
  'Escalation start event': '升级开始事件',
  'Compensation start event': '补偿开始事件',
  'Message start event (non-interrupting)': '消息开始事件（不中断）',
  'Timer start event (non-interrupting)': '定时开始事件（不中断）',
  'Conditional start event (non-interrupting)': '条件开始事件（不中断）',
  'Signal start event (non-interrupting)': '信号开始事件（不中断）',
  'Escalation start event (non-interrupting)': '升级开始事件（不中断）',

  // intermediate events
  'Intermediate throw event': '中间事件',
  'Boundary event': '边界事件',
  'Message intermediate catch event': '消息捕获事件',
  'Message intermediate throw event': '消息抛出事件',
  'Timer intermediate catch event': '定时捕获事件',
  'Escalation intermediate throw event': '升级抛出事件',
  'Conditional intermediate catch event': '条件捕获事件',
  'Link intermediate catch event': '链接捕获事件',
  'Link intermediate throw event': '链接抛出事件',
  'Compensation intermediate throw event': '补偿抛出事件',
  'Signal intermediate catch event': '信号捕获事件',
  'Signal intermediate throw event': '信号抛出事件',

  // boundary events
  'Message boundary event': '消息边界事件',
  'Timer boundary event': '定时边界事件',
  'Escalation boundary event': '升级边界事件',
  'Conditional boundary event': '条件边界事件',
  'Error boundary event': '错误边界事件',
  'Cancel boundary event': '取消边界事件',
  'Signal boundary event': '信号边界事件',
  'Compensation boundary event': '补偿边界事件',
  'Message boundary event (non-interrupting)': '消息边界事件（不中断）',
  'Timer boundary event (non-interrupting)': '定时边界事件（不中断）',
  'Escalation boundary event (non-interrupting)': '升级边界事件（不中断）',
  'Conditional boundary event (non-interrupting)': '条件边界事件（不中断）',
  'Signal boundary event (non-interrupting)': '信号边界事件（不中断）',

  // end events
  'End event': '结束事件',
  'Message end event': '消息结束事件',
  'Escalation end event': '升级结束事件',
  'Error end event': '错误结束事件',
  'Cancel end event': '取消结束事件',
  'Compensation end event': '补偿结束事件',
  'Signal end event': '信号结束事件',
  'Terminate end event': '终止结束事件',

  // flows
  'Sequence flow': '顺序流',
  'Default flow': '默认流',
  'Conditional flow': '条件流',

  // refusals
  'flow elements must be children of pools/participants': '流程元素必须放在泳池内',
  'Data object must be placed within a pool/participant.': '数据对象必须放在泳池内',
}
