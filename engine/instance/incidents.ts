import type { Node } from '../process/process.ts'
import { newKey, type Run } from './run.ts'
import { park } from './tokens.ts'

/** The token cannot go on until someone mends what is wrong. */
export function raiseIncident(run: Run, token: number, { code, message }: { code: string; message: string }): void {
  const key = newKey(run)
  const current = run.tokens[token]!
  run.tokens[token] = { ...current, wait: 'incident', incident: key }
  run.incidents[key] = { token, code }
  run.effects.push({ type: 'raiseIncident', incidentId: String(key), elementId: current.at, code, message })
}

/** A token that could not leave `node` stops there; on retry it only leaves. */
export function stopLeaving(run: Run, node: Node, scope: number, error: { code: string; message: string }): void {
  const token = park(run, node, scope)
  run.tokens[token] = { ...run.tokens[token]!, stopped: 'leaving' }
  raiseIncident(run, token, error)
}
