import type { Finding } from '#findings'
import { type Role, roleSights } from './bundle.ts'
import { identifier, isTrue, object, oneOf, readShape, type Shape, schemaReference, words, yesOrNo } from './shape.ts'

/** Reads `roles/ID.json`. */
export function readRole(json: unknown): { readonly role?: Role; readonly findings: Finding[] } {
  const { value: role, findings } = readShape<Role>(roleShape, json)
  return { role, findings }
}

export const roleShape: Shape = object(
  { id: identifier, title: words },
  {
    ...schemaReference,
    description: words,
    designs: yesOrNo,
    reviews: yesOrNo,
    oversees: yesOrNo,
    sensitive: oneOf(roleSights),
    locked: isTrue,
  },
)
