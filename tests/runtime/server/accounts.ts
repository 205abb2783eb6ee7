import { createAccount as create, demoPassword } from '#runtime/server'
import type { TestServer } from '../../support/server.ts'

/** Makes an account with the demo's password. */
export async function createAccount(
  server: TestServer,
  userName: string,
  grants: readonly { readonly role: string; readonly region: string }[],
): Promise<void> {
  await create(server.deps.store, { userName, displayName: userName, password: demoPassword, grants }, Date.now())
}
