import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { RefusedError } from '../refused-error.ts'

/** Query strings hold only text: numbers and booleans in them are read as such. */
const forQuery = new Ajv({ coerceTypes: true, allErrors: false, strict: true })
const forBody = new Ajv({ allErrors: false, strict: true })

/** Checks one part of a request. @throws {RefusedError} `bad-request`, saying which value and why. */
export function requestCheck(schema: TSchema | undefined, part: 'params' | 'query' | 'body') {
  if (!schema) return (value: unknown) => (part === 'query' ? refuseAny(value) : undefined)
  let compiled: ValidateFunction | undefined
  return (value: unknown) => {
    // Compiled when it is first needed: a server that starts has better things to do.
    compiled ??= (part === 'body' ? forBody : forQuery).compile(schema)
    const validate = compiled
    const copy = part === 'body' ? value : { ...(value as object) }
    if (part !== 'body' && Object.values(copy as object).some((text) => String(text).includes('\0'))) {
      throw new RefusedError('bad-request', { reason: `${part} holds a character that no text here has` })
    }
    if (!validate(copy)) throw new RefusedError('bad-request', { reason: reasonOf(part, validate.errors?.[0]) })
    return copy
  }
}

function refuseAny(query: unknown): undefined {
  const [name] = Object.keys(query as object)
  if (name !== undefined) throw new RefusedError('bad-request', { reason: `query takes nothing, was given "${name}"` })
  return undefined
}

function reasonOf(part: string, error: ErrorObject | undefined) {
  const where = `${part}${error?.instancePath ?? ''}`
  const extra = error?.keyword === 'additionalProperties' ? ` "${error.params.additionalProperty}"` : ''
  return `${where} ${error?.message ?? 'is not what the endpoint takes'}${extra}`
}
