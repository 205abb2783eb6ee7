import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

const argon2Async = promisify(argon2)

/** The hash in PHC form: `$argon2id$v=19$m=…,t=…,p=…$SALT$HASH`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`
}

/** Takes as long for a wrong password as for the right one. A hash that cannot be read fits no password. */
export async function passwordFits(password: string, hash: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!parts) return false
  const [, memory, passes, parallelism, salt, expected] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const wanted = Buffer.from(expected, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  })
  return timingSafeEqual(wanted, given)
}

function derive(password: string, nonce: Buffer, parameters: typeof cost): Promise<Buffer> {
  return argon2Async('argon2id', { message: password.normalize('NFKC'), nonce, ...parameters })
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
