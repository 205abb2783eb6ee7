import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

export const UserAccount = defineEntity({
  name: 'UserAccount',
  tableName: 'user_account',
  properties: {
    id: p.text().primary(),
    /** As typed at sign-in, in lower case. */
    userName: p.text(),
    displayName: p.text(),
    passwordHash: p.text(),
    createdAt: moment(),
  },
})

/** A role within a region and all below it. */
export const RoleGrant = defineEntity({
  name: 'RoleGrant',
  tableName: 'role_grant',
  properties: { id: p.text().primary(), userId: p.text(), role: p.text(), region: p.text() },
})

export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    /** SHA-256 of the token in the cookie; the token itself is stored nowhere. */
    tokenHash: p.text().primary(),
    userId: p.text(),
    createdAt: moment(),
    seenAt: moment(),
  },
})

/** Failed sign-ins of one account or one address. */
export const SignInAttempt = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: { key: p.text().primary(), failures: p.integer(), lastAt: moment() },
})
