import type { Finding } from '#findings'

/** A command that cannot be carried out. `code` is stable; the message says what, why and what now. */
export abstract class EngineError extends Error {
  abstract readonly code: string
}

/** The task was completed or cancelled already, usually by a colleague. */
export class TaskNotOpenError extends EngineError {
  readonly code = 'task-not-open'

  constructor(taskId: string, openTaskIds: readonly string[]) {
    super(`Task "${taskId}" is not open. Open tasks: ${list(openTaskIds)}. Reload the task list and try again.`)
  }
}

/** The job was completed, failed or dropped already, usually because its lease had run out. */
export class JobNotActiveError extends EngineError {
  readonly code = 'job-not-active'

  constructor(jobId: string, activeJobIds: readonly string[]) {
    super(`Job "${jobId}" is not active. Active jobs: ${list(activeJobIds)}. Drop the result: the work was taken over.`)
  }
}

/** The timer fired or was cleared already. */
export class TimerNotSetError extends EngineError {
  readonly code = 'timer-not-set'

  constructor(timerId: string, setTimerIds: readonly string[]) {
    super(`Timer "${timerId}" is not set. Timers set: ${list(setTimerIds)}. Nothing is to be done.`)
  }
}

/** What the subscription waited for has happened already, or nothing waits for it any more. */
export class SubscriptionNotOpenError extends EngineError {
  readonly code = 'subscription-not-open'

  constructor(subscriptionId: string, openIds: readonly string[]) {
    super(`Subscription "${subscriptionId}" is not open. Open: ${list(openIds)}. Look for another receiver.`)
  }
}

/** The call has come to its end already, or was cancelled. */
export class CallNotActiveError extends EngineError {
  readonly code = 'call-not-active'

  constructor(callId: string, activeIds: readonly string[]) {
    super(`Call "${callId}" is not active. Active calls: ${list(activeIds)}. Drop the result.`)
  }
}

/** The incident was closed already. */
export class IncidentNotOpenError extends EngineError {
  readonly code = 'incident-not-open'

  constructor(incidentId: string, openIncidentIds: readonly string[]) {
    super(`Incident "${incidentId}" is not open. Open incidents: ${list(openIncidentIds)}. Reload and try again.`)
  }
}

/** The instance has come to its end; nothing can happen to it any more. */
export class InstanceEndedError extends EngineError {
  readonly code = 'instance-ended'

  constructor(instanceId: string, status: string) {
    super(`Instance "${instanceId}" is ${status}, so the command comes too late. Reload and look at its history.`)
  }
}

/** The instance was suspended; someone must resume it first. */
export class InstanceSuspendedError extends EngineError {
  readonly code = 'instance-suspended'

  constructor(instanceId: string, command: string) {
    super(`Instance "${instanceId}" is suspended, so it takes no "${command}". Resume it first.`)
  }
}

/** The token cannot be put to that element. */
export class MoveNotPossibleError extends EngineError {
  readonly code = 'move-not-possible'

  constructor(tokenId: string, toElementId: string, why: string) {
    super(`Token "${tokenId}" cannot be moved to "${toElementId}": ${why}.`)
  }
}

/** The instance cannot begin again at that element. */
export class RestartNotPossibleError extends EngineError {
  readonly code = 'restart-not-possible'

  constructor(elementId: string, why: string) {
    super(`The instance cannot begin again at "${elementId}": ${why}.`)
  }
}

/** What the command names does not stand in a multi-instance activity, or that has runs enough. */
export class AddInstanceNotPossibleError extends EngineError {
  readonly code = 'add-instance-not-possible'

  constructor(tokenId: string, why: string) {
    super(`Nobody can be added beside "${tokenId}": ${why}. Choose an open task of a multi-instance activity.`)
  }
}

/** The command names a scope that has closed or never was. */
export class ScopeNotOpenError extends EngineError {
  readonly code = 'scope-not-open'

  constructor(scopeId: string, openScopeIds: readonly string[]) {
    super(
      `Scope "${scopeId}" is not open. Open scopes: ${list(openScopeIds)}. Leave it out to set the case's variables.`,
    )
  }
}

/** The command names an element that the process does not have, or one that cannot take it. */
export class ElementNotFoundError extends EngineError {
  readonly code = 'element-not-found'

  constructor(elementId: string, wanted: string, candidates: readonly string[]) {
    super(`The process has no ${wanted} "${elementId}". There are: ${list(candidates)}.`)
  }
}

/** The state was not made by this engine, or by a later version of it. */
export class UnknownInstanceStateError extends EngineError {
  readonly code = 'unknown-instance-state'

  constructor(version: unknown) {
    super(`The state has format version ${String(version)}; this engine reads version 1. Use the engine that wrote it.`)
  }
}

/** The process has errors, so it cannot run; `findings` names them. */
export class ProcessNotExecutableError extends EngineError {
  readonly code = 'process-not-executable'
  readonly findings: readonly Finding[]

  constructor(processId: string, findings: readonly Finding[]) {
    const first = findings[0]
    super(
      `Process "${processId}" cannot run: ${findings.length} error(s), the first at ` +
        `"${first?.node ?? processId}": ${first?.message.en ?? first?.message['zh-CN'] ?? 'unknown'}`,
    )
    this.findings = findings
  }
}

function list(ids: readonly string[]): string {
  if (ids.length === 0) return 'none'
  return ids.length > 10 ? `${ids.slice(0, 10).join(', ')} and ${ids.length - 10} more` : ids.join(', ')
}
