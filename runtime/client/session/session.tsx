import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Me } from '#runtime/api'
import { type Api, createApi } from '../api/api.ts'
import { ErrorState } from '../states/error-state.tsx'
import { Loading } from '../states/loading.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInPage } from './sign-in-page.tsx'

export interface Session {
  readonly me: Me
  readonly api: Api
  readonly signOut: () => Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)
const sessionKey = ['session']
const plainApi = createApi()

/**
 * Shows `children` to whoever is signed in, and the sign-in page to all others.
 *
 * Where the session ends while someone works, it asks for the password over the page, which stays as it is,
 * and the request that was refused is sent again.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Infinity })
  const me = data?.me
  const waiting = useRef<{ promise: Promise<void>; resolve: () => void }>(undefined)
  const [expired, setExpired] = useState(false)

  const api = useMemo(() => createApi({ signInAgain: () => waitForSignIn(waiting, setExpired) }), [])
  const signOut = useCallback(async () => {
    await plainApi('DELETE /api/session')
    await forgetOthers(undefined)
    leaveForStart()
  }, [])
  const account = me?.id
  useEffect(() => {
    if (account !== undefined) void forgetOthers(account)
  }, [account])
  const session = useMemo(() => me && { me, api, signOut }, [me, api, signOut])

  if (data === undefined) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading page />
  if (!session || !me) {
    return <SignInPage api={plainApi} demo={data.demo} onSignedIn={(me) => queries.setQueryData(sessionKey, { me })} />
  }
  return (
    <SessionContext value={session}>
      {children}
      {expired && (
        <SignInAgain
          api={plainApi}
          userName={me.userName}
          onSignedIn={(again) => {
            if (again.id !== me.id) return leaveForStart()
            setExpired(false)
            waiting.current?.resolve()
            waiting.current = undefined
          }}
        />
      )}
    </SessionContext>
  )
}

/** @throws {Error} outside a `SessionGate`. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionGate above it.')
  return session
}

export const useApi = (): Api => useSession().api

const readSession = () => plainApi('GET /api/session')

/** Requests that meet the end of the session together wait for the same sign-in. */
function waitForSignIn(
  waiting: { current: { promise: Promise<void>; resolve: () => void } | undefined },
  setExpired: (expired: boolean) => void,
): Promise<void> {
  if (!waiting.current) {
    let resolve = () => {}
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    waiting.current = { promise, resolve }
    setExpired(true)
  }
  return waiting.current.promise
}

/** Loads the start page anew, so nothing of one user is left for the next. */
function leaveForStart(): void {
  location.assign('/')
}

/**
 * What a form kept in this browser for anyone but `account` is forgotten: at sign-out, and when another person signs in.
 * The server's drafts stay.
 */
async function forgetOthers(account: string | undefined) {
  try {
    const { forgetDrafts } = await import('#forms/react')
    await forgetDrafts(account)
  } catch {
    // Without the network the chunk may be missing; the key of a draft that is kept goes at the next sign-in.
  }
}
