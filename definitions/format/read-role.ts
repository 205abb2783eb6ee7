import type { Finding } from '#findings'
import type { Role } from './bundle.ts'
import { identifier, object, type Shape, shapeFindings, words, yesOrNo } from './shape.ts'

/** Reads `roles/ID.json`. */
export function readRole(json: unknown): { readonly role?: Role; readonly findings: Finding[] } {
  const findings = shapeFindings(role, json)
  return isRole(json, findings) ? { role: json, findings } : { findings }
}

function isRole(_json: unknown, findings: readonly Finding[]): _json is Role {
  return findings.length === 0
}

const role: Shape = object({ id: identifier, title: words }, { designs: yesOrNo })
