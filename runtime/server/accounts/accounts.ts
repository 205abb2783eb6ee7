import { hashPassword } from '../sign-in/password.ts'
import { newId } from '../store/id.ts'
import type { Store } from '../store/store.ts'

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
  const userName = account.userName.trim().toLowerCase()
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(userName)) {
    throw new AccountRefusedError(
      '用户名须为 1 至 64 个字母、数字、点、横线。 A user name has 1 to 64 letters, digits, dots or hyphens.',
    )
  }
  if (account.password.length < shortestPassword) {
    throw new AccountRefusedError(
      `密码至少 ${shortestPassword} 位。 A password has at least ${shortestPassword} characters.`,
    )
  }
  const passwordHash = await hashPassword(account.password)
  const id = newId(now)
  await store.write(async ({ db }) => {
    const made = await db
      .insertInto('user_account')
      .values({
        id,
        user_name: userName,
        display_name: account.displayName,
        password_hash: passwordHash,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('user_name').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) {
      throw new AccountRefusedError(`用户名 ${userName} 已被使用。 The user name ${userName} is taken.`)
    }
    for (const { role, region } of account.grants) {
      await db
        .insertInto('role_grant')
        .values({ id: newId(now), user_id: id, role, region })
        .execute()
    }
  })
  return id
}

/** True where nobody can sign in yet. */
export async function hasNoAccounts(store: Store): Promise<boolean> {
  return (await store.db.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) === undefined
}
