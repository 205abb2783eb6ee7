import { defineEntity, p } from '@mikro-orm/core'
import { moment } from './moment.ts'

/** A key whose packages this installation takes. A revoked one stays listed, so that it is known when it comes again. */
export const TrustedKey = defineEntity({
  name: 'TrustedKey',
  tableName: 'trusted_key',
  properties: {
    /** SHA-256 of the public key, hex. */
    id: p.text().primary(),
    /** Whose it is. */
    name: p.text(),
    /** SPKI, PEM. */
    publicKey: p.text(),
    addedAt: moment(),
    revokedAt: moment().nullable(),
  },
})
