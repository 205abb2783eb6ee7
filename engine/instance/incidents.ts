import { newKey, type Run } from './run.ts'

/** The token cannot go on until someone mends what is wrong. */
export function raiseIncident(run: Run, token: number, { code, message }: { code: string; message: string }): void {
  const key = newKey(run)
  const current = run.tokens[token]!
  run.tokens[token] = { ...current, wait: 'incident' }
  run.incidents[key] = { token, code }
  run.effects.push({ type: 'raiseIncident', incidentId: String(key), elementId: current.at, code, message })
}
