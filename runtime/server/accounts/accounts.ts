import { hashPassword } from '../sign-in/password.ts'
import { newId } from '../store/id.ts'
import type { Store, Tx } from '../store/store.ts'

export interface NewAccount {
  readonly userName: string
  readonly displayName: string
  readonly password: string
  readonly grants: readonly { readonly role: string; readonly region: string }[]
}

/** The account cannot be made as asked; the message says why and what to do. */
export class AccountRefusedError extends Error {
  readonly code = 'account-refused'
}

export const shortestPassword = 8

/** Makes an account with its grants. @throws {AccountRefusedError} */
export async function createAccount(store: Store, account: NewAccount, now: number): Promise<string> {
  const ready = await readyAccount(account)
  const id = await store.write((tx) => addAccount(tx, ready, now))
  if (id === undefined) {
    throw new AccountRefusedError(`用户名 ${ready.userName} 已被使用。 The user name ${ready.userName} is taken.`)
  }
  return id
}

/**
 * Makes the first accounts of a store, all of them or none, so that a start that is cut off begins anew. Where there are
 * accounts already, or another node makes the same ones meanwhile, nothing is made.
 * @throws {AccountRefusedError}
 */
export async function createFirstAccounts(store: Store, accounts: readonly NewAccount[], now: number): Promise<void> {
  if (!(await hasNoAccounts(store))) return
  const ready = await Promise.all(accounts.map(readyAccount))
  await store.write(async (tx) => {
    for (const account of ready) await addAccount(tx, account, now)
  })
}

interface ReadyAccount extends Omit<NewAccount, 'password'> {
  readonly passwordHash: string
}

/** @throws {AccountRefusedError} */
async function readyAccount({ password, ...account }: NewAccount): Promise<ReadyAccount> {
  const userName = account.userName.trim().toLowerCase()
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(userName)) {
    throw new AccountRefusedError(
      '用户名须为 1 至 64 个字母、数字、点、横线。 A user name has 1 to 64 letters, digits, dots or hyphens.',
    )
  }
  if (password.length < shortestPassword) {
    throw new AccountRefusedError(
      `密码至少 ${shortestPassword} 位。 A password has at least ${shortestPassword} characters.`,
    )
  }
  return { ...account, userName, passwordHash: await hashPassword(password) }
}

/** Gives the account's id, or undefined where its user name is taken; then nothing has changed. */
async function addAccount({ db }: Tx, account: ReadyAccount, now: number): Promise<string | undefined> {
  const { userName, displayName, passwordHash, grants } = account
  const id = newId(now)
  const made = await db
    .insertInto('user_account')
    .values({ id, user_name: userName, display_name: displayName, password_hash: passwordHash, created_at: now })
    .onConflict((conflict) => conflict.column('user_name').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return undefined
  for (const { role, region } of grants) {
    await db
      .insertInto('role_grant')
      .values({ id: newId(now), user_id: id, role, region })
      .execute()
  }
  return id
}

/** True where nobody can sign in yet. */
export async function hasNoAccounts(store: Store): Promise<boolean> {
  return (await store.db.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) === undefined
}
