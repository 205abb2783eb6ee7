import { createHash, randomBytes } from 'node:crypto'
import type { SignedIn } from '../permissions/access.ts'
import { RefusedError } from '../refused-error.ts'
import { writeAudit } from '../store/audit.ts'
import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import { hashPassword, passwordFits } from './password.ts'
import { countAttempt, forgetAttempts } from './throttle.ts'

const hour = 3_600_000
const idleAtMost = 12 * hour
const livesAtMost = 7 * 24 * hour
/** `seen_at` is written at most this often. */
const seenEvery = hour / 12

export interface SignIn {
  readonly userName: string
  readonly password: string
  readonly address: string
  readonly now: number
}

/**
 * Signs someone in and hands out the session's token; only its hash is stored.
 * An unknown name takes as long to refuse as a wrong password.
 *
 * @throws {RefusedError} `sign-in-failed`, `too-many-attempts`.
 */
export async function signIn(store: Store, { userName, password, address, now }: SignIn): Promise<string> {
  const account = userName.trim().toLowerCase()
  await countAttempt(store, account, address, now)
  const user = await store.db
    .selectFrom('user_account')
    .select(['id', 'user_name', 'password_hash'])
    .where('user_name', '=', account)
    .executeTakeFirst()
  const fits = await passwordFits(password, user?.password_hash ?? (await hashOfNobody()))
  if (!user || !fits) throw new RefusedError('sign-in-failed')

  const token = randomBytes(32).toString('base64url')
  await store.write(async (tx) => {
    await forgetAttempts(tx, account, address, now)
    await tx.db
      .deleteFrom('session')
      .where('seen_at', '<', now - idleAtMost)
      .execute()
    await tx.db
      .insertInto('session')
      .values({ token_hash: hashOf(token), user_id: user.id, created_at: now, seen_at: now })
      .execute()
    await writeAudit(tx, { stream: `user:${user.id}`, at: now, actor: user.id, action: 'sign-in', subject: user.id })
  })
  return token
}

/** Asked with every request. A row for each role. */
const openSession = prepared((db, { hash, seenAfter, madeAfter }: OpenSession) =>
  db
    .selectFrom('session')
    .innerJoin('user_account', 'user_account.id', 'session.user_id')
    .leftJoin('role_grant', 'role_grant.user_id', 'user_account.id')
    .select(['user_account.id', 'user_name', 'display_name', 'seen_at', 'role', 'region'])
    .where('token_hash', '=', hash)
    .where('seen_at', '>', seenAfter)
    .where('session.created_at', '>', madeAfter)
    .orderBy('region')
    .orderBy('role'),
)

interface OpenSession {
  readonly hash: string
  readonly seenAfter: number
  readonly madeAfter: number
}

/** Whose session the token is, or undefined where it is none, or was idle or open for too long. */
export async function userOfSession(store: Store, token: string, now: number): Promise<SignedIn | undefined> {
  const asked = { hash: hashOf(token), seenAfter: now - idleAtMost, madeAfter: now - livesAtMost }
  const rows = await openSession(store, asked)
  const [first] = rows
  if (!first) return undefined
  if (now - first.seen_at > seenEvery) {
    await store.write(({ db }) =>
      db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hashOf(token)).execute(),
    )
  }
  return {
    id: first.id,
    userName: first.user_name,
    displayName: first.display_name,
    grants: rows.flatMap(({ role, region }) => (role !== null && region !== null ? [{ role, region }] : [])),
  }
}

export async function signOut(store: Store, token: string): Promise<void> {
  await store.write(({ db }) => db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute())
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

let nobody: Promise<string> | undefined

/** A password that nobody has, so that an unknown name costs the same work. */
function hashOfNobody() {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  return nobody
}
