import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import { openData } from '../main.ts'
import { newSigningKey, publicKeyId, revokeKey, trustKey } from '../packages/index.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { readEnvironment } from './environment.ts'
import { installedKeys } from './installed-keys.ts'

export interface KeysArguments {
  readonly json?: boolean
  readonly lang?: string
}

/** `gezhi keys new FILE`: FILE gets the private key, readable by its owner alone, and FILE.pub the public one. Exit code 2 where there is such a file. */
export async function newKey(file: string, args: KeysArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const taken = [file, `${file}.pub`].find((path) => existsSync(path))
  if (taken !== undefined) {
    out.note(say(`“${taken}”已存在，不会覆盖。`, `"${taken}" is there already and is not overwritten.`))
    return 2
  }
  const key = newSigningKey()
  await writeFile(file, key.privateKey, { mode: 0o600, flag: 'wx' })
  await writeFile(`${file}.pub`, key.publicKey, { flag: 'wx' })
  if (args.json) out.line(JSON.stringify({ id: key.id, privateKey: file, publicKey: `${file}.pub` }))
  else {
    out.line(say(`✔ 密钥 ${key.id}`, `✔ Key ${key.id}`))
    out.line(
      say(
        `    私钥 ${file}：谁有它，谁就能以你的名义签名，请妥善保管`,
        `    Private key ${file}: whoever has it signs in your name; keep it safe`,
      ),
    )
    out.line(
      say(
        `    公钥 ${file}.pub：交给要安装你的包的人`,
        `    Public key ${file}.pub: for those who install your packages`,
      ),
    )
  }
  return 0
}

/** `gezhi keys list`: the keys this installation trusts or has revoked. */
export async function listKeys(args: KeysArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const keys = await installedKeys()
  if (args.json)
    out.line(JSON.stringify(keys.map(({ id, name, addedAt, revokedAt }) => ({ id, name, addedAt, revokedAt }))))
  else if (keys.length === 0) out.note(say('还没有信任任何密钥。', 'No key is trusted yet.'))
  else
    for (const { id, name, revoked } of keys) out.line(`${id}  ${name}${revoked ? say('  已吊销', '  revoked') : ''}`)
  return 0
}

/** `gezhi keys trust FILE.pub --name WHOSE`. Exit code 1 where the key was revoked before, 2 where the file is no public key. */
export async function addKey(
  file: string,
  args: KeysArguments & { readonly name: string },
  out: CommandOutput,
): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const publicKey = existsSync(file) ? await readFile(file, 'utf8') : ''
  if (!isPublicKey(publicKey)) {
    out.note(say(`“${file}”不是 Ed25519 公钥文件。`, `"${file}" is no file of an Ed25519 public key.`))
    return 2
  }
  const { id, revoked } = await inStore((store) =>
    trustKey(store, { name: args.name, publicKey, now: systemClock.now() }),
  )
  if (args.json) out.line(JSON.stringify({ ok: !revoked, id, name: args.name, revoked }))
  else if (revoked)
    out.note(
      say(
        `密钥 ${id} 已被吊销，不能再信任；请换用新的密钥。`,
        `The key ${id} was revoked and cannot be trusted again; use a new one.`,
      ),
    )
  else out.line(say(`✔ 已信任“${args.name}”的密钥 ${id}`, `✔ The key ${id} of "${args.name}" is trusted`))
  return revoked ? 1 : 0
}

/** `gezhi keys revoke ID`: a beginning of the id is enough where only one key has it. Exit code 2 where none or several have. */
export async function removeKey(beginning: string, args: KeysArguments, out: CommandOutput): Promise<number> {
  const say = speaking(commandLocale(args.lang))
  const [key, other] = (await installedKeys()).filter(({ id }) => id.startsWith(beginning.toLowerCase()))
  if (!key || other) {
    out.note(
      other
        ? say(
            `有多个密钥以“${beginning}”开头，请写得更长。`,
            `Several keys begin with "${beginning}"; give more of it.`,
          )
        : say(`没有编号以“${beginning}”开头的密钥。`, `No key begins with "${beginning}".`),
    )
    return 2
  }
  await inStore((store) => revokeKey(store, { id: key.id, now: systemClock.now() }))
  if (args.json) out.line(JSON.stringify({ ok: true, id: key.id, name: key.name }))
  else out.line(say(`✔ 已吊销“${key.name}”的密钥 ${key.id}`, `✔ The key ${key.id} of "${key.name}" is revoked`))
  return 0
}

function isPublicKey(pem: string): boolean {
  try {
    return !pem.includes('PRIVATE') && publicKeyId(pem) !== ''
  } catch {
    return false
  }
}

type Store = Awaited<ReturnType<typeof openData>>

async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { data, databaseUrl } = readEnvironment(process.env)
  const store = await openData({ data, databaseUrl })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
