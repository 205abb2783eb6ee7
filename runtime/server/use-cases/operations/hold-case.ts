import type { Deps } from '../../deps.ts'
import { requireOperator } from '../../permissions/operators.ts'
import { RefusedError } from '../../refused-error.ts'
import { writeAudit } from '../../store/audit.ts'
import { doneBefore } from './once.ts'
import type { Operation } from './operate.ts'

/** 封存: keeps a case from being deleted, open or ended, until the hold is released. */
export function holdCase(deps: Deps) {
  return (operation: Operation) => change(deps, operation, 'hold-case')
}

/** Ends the hold. @throws {RefusedError} `wrong-state` where there is none. */
export function releaseHold(deps: Deps) {
  return (operation: Operation) => change(deps, operation, 'release-hold')
}

async function change(
  { store, clock }: Deps,
  { user, caseId, reason, requestId }: Operation,
  action: 'hold-case' | 'release-hold',
): Promise<undefined> {
  await store.write(async (tx) => {
    const { db } = tx
    const of = await db.selectFrom('cases').select('region').where('id', '=', caseId).executeTakeFirst()
    if (!of) throw new RefusedError('not-found')
    requireOperator(user, of.region)
    const at = clock.now()
    if ((await doneBefore(tx, { userId: user.id, requestId, about: caseId, at })) !== undefined) return
    if (action === 'hold-case') {
      const row = { reason, by_name: user.displayName, at }
      await db
        .insertInto('case_hold')
        .values({ case_id: caseId, ...row })
        .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
        .execute()
    } else {
      const gone = await db
        .deleteFrom('case_hold')
        .where('case_id', '=', caseId)
        .returning('case_id')
        .executeTakeFirst()
      if (!gone) throw new RefusedError('wrong-state')
    }
    await writeAudit(tx, { stream: `case:${caseId}`, at, actor: user.id, action, subject: `${caseId} ${reason}` })
  })
  return undefined
}
