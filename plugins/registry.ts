import { Ajv, type ValidateFunction } from 'ajv'
import type { JobContext, JobKind, Plugin } from './plugin.ts'

/** What a job gives back: variables for the process, and a sentence for the timeline where `said` is one of them. */
export interface JobResult {
  readonly variables: Readonly<Record<string, unknown>>
  readonly said?: string
}

/** The plugins of a server, by the names that processes use. */
export interface PluginRegistry {
  /** `PLUGIN.JOB`, sorted. */
  readonly jobTypes: readonly string[]
  /** @throws {PluginError} where the type is unknown, the input is refused or the result is none. */
  readonly run: (jobType: string, variables: Readonly<Record<string, unknown>>, job: JobContext) => Promise<JobResult>
}

/** A plugin, or what it was given or returned, is not what the contract asks. */
export class PluginError extends Error {
  readonly code = 'plugin'
}

const nameShape = /^[a-z][a-z0-9-]*$/

/** Checks the plugins as they come in. @throws {PluginError} that says what was given. */
export function pluginRegistry(plugins: readonly Plugin[]): PluginRegistry {
  const jobs = new Map<string, { kind: JobKind; accepts: ValidateFunction }>()
  const ajv = new Ajv({ strict: true, allErrors: false })
  for (const plugin of plugins) {
    if (!isRecord(plugin) || typeof plugin.id !== 'string' || !nameShape.test(plugin.id)) {
      throw new PluginError(`A plugin has an id in lower case, but this one is ${show(plugin)}.`)
    }
    for (const [name, kind] of Object.entries(plugin.jobs ?? {})) {
      const type = `${plugin.id}.${name}`
      if (!nameShape.test(name)) throw new PluginError(`"${type}" is no name of a job: use lower case and hyphens.`)
      if (jobs.has(type)) throw new PluginError(`Two plugins offer the job "${type}". Rename one of them.`)
      jobs.set(type, { kind: checkKind(type, kind), accepts: compileInput(ajv, type, kind) })
    }
  }

  return {
    jobTypes: [...jobs.keys()].sort(),
    run: async (jobType, variables, job) => {
      const known = jobs.get(jobType)
      if (!known) {
        throw new PluginError(
          `No plugin offers the job "${jobType}". There are: ${[...jobs.keys()].join(', ') || 'none'}.`,
        )
      }
      if (!known.accepts(variables)) {
        const [error] = known.accepts.errors ?? []
        throw new PluginError(
          `"${jobType}" was given variables where ${error?.instancePath || 'they'} ${error?.message}.`,
        )
      }
      return checkResult(jobType, await known.kind.run(variables, job))
    },
  }
}

function checkKind(type: string, kind: JobKind): JobKind {
  if (!isRecord(kind) || typeof kind.run !== 'function') {
    throw new PluginError(`The job "${type}" has a function "run", but this one is ${show(kind)}.`)
  }
  if (!isRecord(kind.title) || typeof kind.title['zh-CN'] !== 'string') {
    throw new PluginError(`The job "${type}" has a title in zh-CN, but it is ${show(kind.title)}.`)
  }
  return kind
}

function compileInput(ajv: Ajv, type: string, { input }: JobKind): ValidateFunction {
  try {
    return ajv.compile(input)
  } catch (error) {
    throw new PluginError(`The input of "${type}" is no JSON Schema: ${error instanceof Error ? error.message : error}`)
  }
}

function checkResult(jobType: string, result: unknown): JobResult {
  if (!isRecord(result))
    throw new PluginError(`"${jobType}" returns an object of variables, but returned ${show(result)}.`)
  const { said, ...variables } = structuredClone(result)
  return { variables, said: typeof said === 'string' ? said : undefined }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  return isRecord(value)
    ? `an object with ${Object.keys(value).join(', ') || 'nothing'}`
    : (JSON.stringify(value) ?? typeof value)
}
