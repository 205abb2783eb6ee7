import type { Deps } from '../deps.ts'
import { loadInstance, saveStep } from '../execution/advance.ts'
import { writeAudit } from '../store/audit.ts'
import type { Tx } from '../store/store.ts'
import { putBack, type Snapshot } from './snapshot.ts'

export interface Undo {
  readonly runId: string
  readonly to: string
  readonly reason: string
  readonly by: { readonly id: string; readonly displayName: string }
  readonly before: Snapshot
  readonly versionAfter: number
}

/** Takes a moved case back to where it was; `gone-on` where somebody or the machine has worked on it since. */
export async function undoCase(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  caseId: string,
  { runId, to, reason, by, before, versionAfter }: Undo,
): Promise<'undone' | 'gone-on'> {
  const loaded = await loadInstance(tx, caseId)
  if (!loaded || loaded.release !== to || loaded.version !== versionAfter) return 'gone-on'
  const at = clock.now()
  await putBack(tx, loaded, before)
  const line = { what: 'migrationUndone' as const, byName: by.displayName, detail: { text: reason, release: to } }
  await saveStep(tx, loaded, { state: before.state, lines: [line], at })
  const subject = `${caseId} ${runId} ${to} ${before.release}`
  await writeAudit(tx, { stream: `case:${caseId}`, at, actor: by.id, action: 'undo-migration', subject })
  return 'undone'
}
