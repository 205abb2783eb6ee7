import { writeAudit } from '../store/audit.ts'
import type { Db, Store } from '../store/store.ts'
import { publicKeyId } from './signing-key.ts'
import type { TrustedKey } from './verify-package.ts'

/** A key as this installation knows it. */
export interface KnownKey extends TrustedKey {
  readonly id: string
  readonly addedAt: number
  readonly revokedAt?: number
}

/** Whose packages this installation takes, and whose no longer. */
export async function knownKeys(db: Db): Promise<KnownKey[]> {
  const rows = await db.selectFrom('trusted_key').selectAll().orderBy('added_at').orderBy('id').execute()
  return rows.map(({ id, name, public_key, added_at, revoked_at }) => ({
    id,
    name,
    publicKey: public_key,
    addedAt: added_at,
    ...(revoked_at !== null && { revokedAt: revoked_at, revoked: true }),
  }))
}

/** Takes packages signed by this key from now on; a revoked one stays revoked. Returns its id. @throws {Error} where it is no Ed25519 key. */
export async function trustKey(
  store: Store,
  { name, publicKey, now }: { readonly name: string; readonly publicKey: string; readonly now: number },
): Promise<{ readonly id: string; readonly revoked: boolean }> {
  const id = publicKeyId(publicKey)
  return store.write(async (tx) => {
    const known = await tx.db.selectFrom('trusted_key').select('revoked_at').where('id', '=', id).executeTakeFirst()
    if (known?.revoked_at != null) return { id, revoked: true }
    if (known) await tx.db.updateTable('trusted_key').set({ name }).where('id', '=', id).execute()
    else {
      await tx.db
        .insertInto('trusted_key')
        .values({ id, name, public_key: publicKey, added_at: now, revoked_at: null })
        .execute()
    }
    await writeAudit(tx, { stream: 'packages', at: now, actor: 'system', action: 'trust-key', subject: id })
    return { id, revoked: false }
  })
}

/** Takes no more packages signed by this key; what is installed stays. False where no such key is known. */
export async function revokeKey(
  store: Store,
  { id, now }: { readonly id: string; readonly now: number },
): Promise<boolean> {
  return store.write(async (tx) => {
    const known = await tx.db.selectFrom('trusted_key').select('revoked_at').where('id', '=', id).executeTakeFirst()
    if (!known) return false
    if (known.revoked_at !== null) return true
    await tx.db.updateTable('trusted_key').set({ revoked_at: now }).where('id', '=', id).execute()
    await writeAudit(tx, { stream: 'packages', at: now, actor: 'system', action: 'revoke-key', subject: id })
    return true
  })
}
