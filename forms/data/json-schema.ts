import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import type { Answers, AnswersSchema } from '../definition/form-definition.ts'
import { formats } from './formats.ts'
import { linearPattern } from './linear-pattern.ts'

export type SchemaError = ErrorObject<string, Readonly<Record<string, unknown>>>

/** Every way in which answers do not fit the schema; none where they do. */
export type SchemaCheck = (answers: Answers) => readonly SchemaError[]

/**
 * JSON Schema 2020-12 by ajv in strict mode, with patterns that run in linear time. Needs a place where code may be
 * generated: the server, or a worker whose policy allows it.
 *
 * @throws {Error} when the schema is not one that strict mode accepts.
 */
export function compileSchema(schema: AnswersSchema): SchemaCheck {
  const { $schema, ...plainSchema } = schema
  const validate = new Ajv2020({ ...strict, code }).compile(plainSchema)
  return (answers) => (validate(answers) ? [] : ((validate.errors ?? []) as SchemaError[]))
}

const code = { regExp: Object.assign(linearPattern, { code: 'linearPattern' }) }
const strict = {
  strict: true,
  strictRequired: false,
  allErrors: true,
  ownProperties: true,
  meta: false,
  validateSchema: false,
  logger: false,
  formats,
} as const

/**
 * Why `compileSchema` does not accept the schema; nothing where it does. The check that it makes is thrown away, so it is
 * not made as fast as one that is used.
 */
export function schemaRefusal(schema: AnswersSchema): string | undefined {
  const { $schema, ...plainSchema } = schema
  try {
    new Ajv2020({ ...strict, messages: false, code: { ...code, optimize: false } }).compile(plainSchema)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

let metaSchema: Ajv2020 | undefined

/** What makes `schema` no JSON Schema of draft 2020-12; nothing where it is one. */
export function schemaMistakes(schema: AnswersSchema): readonly SchemaError[] {
  metaSchema ??= new Ajv2020({
    allErrors: true,
    logger: false,
    formats: { regex: true, uri: true, 'uri-reference': true },
  })
  return metaSchema.validateSchema(schema) === true ? [] : ((metaSchema.errors ?? []) as SchemaError[])
}
