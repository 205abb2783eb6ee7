import { fileURLToPath } from 'node:url'

/** The only words that the environment may say to a server. */
export interface Environment {
  readonly port: number
  readonly data: string
  readonly databaseUrl?: string
}

/** @throws where PORT is no port. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const port = env.PORT === undefined || env.PORT === '' ? 8080 : Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(
      `PORT 须为 0 至 65535 的数字，现为“${env.PORT}”。 PORT is a number up to 65535, but is "${env.PORT}".`,
    )
  }
  return { port, data: env.GEZHI_DATA || './data', databaseUrl: env.DATABASE_URL || undefined }
}

/** A path inside the installed package. */
export const inPackage = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
