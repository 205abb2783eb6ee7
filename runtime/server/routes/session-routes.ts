import type { Context } from 'koa'
import type { Me } from '#runtime/api'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import type { SignedIn } from '../permissions/access.ts'
import { operatorRole } from '../permissions/operators.ts'
import { RefusedError } from '../refused-error.ts'
import { signIn, signOut, userOfSession } from '../sign-in/sessions.ts'

const cookie = 'gezhi_session'

/** Whose session the request carries, if any. */
export function userOfRequest({ store, clock }: Deps, ctx: Context): Promise<SignedIn | undefined> {
  const token = ctx.cookies.get(cookie)
  return token ? userOfSession(store, token, clock.now()) : Promise.resolve(undefined)
}

/** HTTP for signing in and out. */
export function sessionRoutes(deps: Deps): Pick<Handlers, `${string} /api/session` & keyof Handlers> {
  const { store, clock, regions, releases } = deps

  const overseesAny = async ({ grants }: SignedIn) => {
    for (const grant of grants) if (await releases.roleMay(grant, ['oversees'])) return true
    return false
  }

  const me = async (user: SignedIn): Promise<Me> => {
    const names = await regions.names(user.grants.map(({ region }) => region))
    const grants = await Promise.all(
      user.grants.map(async ({ role, region }) => ({
        role,
        region,
        roleTitle: await releases.roleTitle(role, region),
        regionName: names.get(region) ?? region,
        designs: await releases.mayDesign({ ...user, grants: [{ role, region }] }, region),
        operates: role === operatorRole,
      })),
    )
    const { id, userName, displayName } = user
    const mayDesign = grants.some(({ designs }) => designs)
    const mayOperate = grants.some(({ operates }) => operates)
    const mayOversee = mayOperate || mayDesign || (await overseesAny(user))
    return { id, userName, displayName, grants, mayDesign, mayOperate, mayOversee }
  }

  return {
    'POST /api/session': async ({ body, http }) => {
      const token = await signIn(store, { ...body, address: http.ip, now: clock.now() })
      const user = await userOfSession(store, token, clock.now())
      if (!user) throw new RefusedError('sign-in-failed')
      http.cookies.set(cookie, token, { ...cookieOptions(http), maxAge: 7 * 24 * 3_600_000 })
      return me(user)
    },
    'GET /api/session': async ({ http }) => {
      const user = await userOfRequest(deps, http)
      return user ? { me: await me(user) } : { demo: deps.demo }
    },
    'DELETE /api/session': async ({ http }) => {
      const token = http.cookies.get(cookie)
      if (token) await signOut(store, token)
      http.cookies.set(cookie, null, cookieOptions(http))
      return undefined
    },
  }
}

function cookieOptions(ctx: Context) {
  const secure = ctx.secure || ctx.get('X-Forwarded-Proto') === 'https'
  // The cookie library refuses `secure` over a plain connection, which is what a proxy leaves us.
  if (secure) ctx.cookies.secure = true
  return { httpOnly: true, sameSite: 'strict' as const, secure, path: '/', overwrite: true, signed: false }
}
