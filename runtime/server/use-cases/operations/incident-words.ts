import type { LocalizedText } from '#findings'

export interface IncidentWords {
  /** What is wrong. */
  readonly title: LocalizedText
  /** What to do about it. */
  readonly remedy: LocalizedText
}

/** What is wrong and what to do, in words, by the code of an incident. */
export function incidentWords(code: string): IncidentWords {
  return Object.hasOwn(known, code) ? known[code]! : other
}

const setAndRetry = text(
  '请查看并补正办件的数据，然后重试；如属流程设计问题，请修改流程并迁移办件。',
  'Look at the variables of the case, set what is missing or wrong, and try again. Where the process is at fault, change it and move the case.',
)

const known: Readonly<Record<string, IncidentWords>> = {
  'job-failed': words(
    '作业多次失败',
    'A job failed each time',
    '请按失败原因排除外部问题（网络、对方系统、账号等），然后重试；作业会重新执行。',
    'Mend what the message says (network, the other system, an account), then try again. The job is done once more.',
  ),
  'error-uncaught': words(
    '出现了流程没有处理的错误',
    'An error that the process does not handle',
    '请排除原因后重试，或把办件移到能处理它的环节。',
    'Mend its cause and try again, or move the case to an element that deals with it.',
  ),
  'no-flow-holds': {
    title: text('没有一条去向的条件成立', 'No condition of the flows out holds'),
    remedy: setAndRetry,
  },
  'condition-variable-missing': {
    title: text('条件用到的数据还没有', 'A condition asks for a value that is missing'),
    remedy: setAndRetry,
  },
  'condition-not-boolean': {
    title: text('条件的结果不是“是”或“否”', 'A condition is neither true nor false'),
    remedy: setAndRetry,
  },
  'expression-failed': { title: text('表达式无法计算', 'An expression cannot be evaluated'), remedy: setAndRetry },
  'expression-type': {
    title: text('表达式的结果类型不对', 'An expression gives a value of the wrong type'),
    remedy: setAndRetry,
  },
  'assignment-roles': { title: text('办理人无法确定', 'Nobody can be found for the task'), remedy: setAndRetry },
  'time-limit-value': { title: text('时限无法计算', 'The time limit cannot be reckoned'), remedy: setAndRetry },
  'timer-value': { title: text('计时时间无法确定', 'The time of a timer cannot be reckoned'), remedy: setAndRetry },
  'priority-value': { title: text('优先级不正确', 'The priority is wrong'), remedy: setAndRetry },
  'loop-collection': {
    title: text('多人办理的名单不是列表', 'What a loop goes through is no list'),
    remedy: setAndRetry,
  },
  'loop-count': { title: text('办理的份数不正确', 'The number of runs is wrong'), remedy: setAndRetry },
  'ad-hoc-elements': { title: text('待办活动的列表不正确', 'The list of activities is wrong'), remedy: setAndRetry },
  'correlation-key-missing': {
    title: text('等待消息所用的关联值为空', 'The key by which a message is found is empty'),
    remedy: setAndRetry,
  },
  'event-name-empty': {
    title: text('消息或信号的名称为空', 'The name of a message or signal is empty'),
    remedy: setAndRetry,
  },
  'called-process-empty': { title: text('没有说明调用哪个流程', 'No process to call is named'), remedy: setAndRetry },
  'job-type-empty': { title: text('没有说明作业类型', 'No type of job is named'), remedy: setAndRetry },
  'job-retries': { title: text('作业的重试次数不正确', 'The number of tries of a job is wrong'), remedy: setAndRetry },
  'decision-failed': { title: text('决策表得不出结果', 'A decision gives no result'), remedy: setAndRetry },
  'decision-several-hits': {
    title: text('决策表有多行同时符合', 'Several rows of a decision hold at once'),
    remedy: setAndRetry,
  },
  'decision-unknown': words(
    '找不到决策表',
    'A decision is not there',
    '请在定义中补上该决策表并发布，再把办件迁移到新版本。',
    'Add the decision to the definitions and publish, then move the case to the new release.',
  ),
  'element-missing': words(
    '流程中没有该环节',
    'The process has no such element',
    '请把办件移到现有的环节。',
    'Move the case to an element that is there.',
  ),
  'event-sub-process-entered': words(
    '事件子流程只能由它的事件启动',
    'An event sub-process begins by its event only',
    '请把办件移到别的环节，并修改流程。',
    'Move the case to another element, and change the process.',
  ),
  'step-budget': words(
    '流程在不等待的循环里打转',
    'The process goes round in a loop that never waits',
    '请补正数据使循环能结束后重试，或把办件移出循环；然后修改流程。',
    'Set the value that ends the loop and try again, or move the case out of it; then change the process.',
  ),
}

const other: IncidentWords = { title: text('流程无法继续', 'The process cannot go on'), remedy: setAndRetry }

function words(zh: string, en: string, remedyZh: string, remedyEn: string): IncidentWords {
  return { title: text(zh, en), remedy: text(remedyZh, remedyEn) }
}

function text(zh: string, en: string): LocalizedText {
  return { 'zh-CN': zh, en }
}
