import { Command } from 'commander'
import { answering, terminal } from './command-output.ts'
import type { KeysArguments } from './keys.ts'
import type { PackArguments } from './pack.ts'
import type { RecordArguments } from './record.ts'
import { spoken } from './spoken.ts'
import type { VerifyArguments } from './verify.ts'

/** `pack`, `verify`, `keys` and `record`. */
export function packageCommands(exit: (code: number) => void): Command[] {
  const pack = spoken('pack', '把定义包打成一个文件，可签名 · Pack a bundle into one file, signed where a key is given')
    .argument('<bundle>', '定义包的文件夹 · folder of the bundle')
    .option('--out <file>', '要写入的文件 · file to write')
    .option('--key <file>', '签名用的私钥文件 · file of the private key to sign with')
    .action(async (bundle: string, options: Omit<PackArguments, 'bundle'>) => {
      const run = await import('./pack.ts')
      exit(await answering(options.json, terminal, (out) => run.pack({ ...options, bundle }, out)))
    })
  const verify = spoken('verify', '离线核验一个包 · Verify a package, offline')
    .argument('<file>', '包文件 · the package')
    .option(
      '--keys <file...>',
      '信任的公钥文件；省略时用本系统信任的密钥 · public keys to trust; left out, those trusted here',
    )
    .option('--allow-unsigned', '接受没有签名的包（仅限开发）· take packages without a signature (for development)')
    .action(async (file: string, options: Omit<VerifyArguments, 'file'>) => {
      const run = await import('./verify.ts')
      exit(await answering(options.json, terminal, (out) => run.verify({ ...options, file }, out)))
    })
  const record = spoken(
    'record',
    '把一个办件记录为场景，个人信息已替换 · Record a case as a scenario, personal data replaced',
  )
    .argument('<case>', '办件编号 · number of the case')
    .option('--to <bundle>', '定义包的文件夹；省略时打印出来 · folder of the bundle; left out, it is printed')
    .option('--id <id>', '场景编号 · id of the scenario')
    .action(async (number: string, options: Omit<RecordArguments, 'case'>) => {
      const run = await import('./record.ts')
      exit(await answering(options.json, terminal, (out) => run.record({ ...options, case: number }, out)))
    })
  return [pack, verify, keysCommand(exit), record]
}

function keysCommand(exit: (code: number) => void): Command {
  const keys = new Command('keys').description('签名密钥 · Keys that sign packages')
  keys.addCommand(
    spoken('new', '生成一对密钥 · Make a pair of keys')
      .argument('<file>', '私钥文件；公钥写入 FILE.pub · file of the private key; the public one goes to FILE.pub')
      .action(async (file: string, options: KeysArguments) =>
        exit(
          await answering(options.json, terminal, async (out) =>
            (await import('./keys.ts')).newKey(file, options, out),
          ),
        ),
      ),
  )
  keys.addCommand(
    spoken('list', '本系统信任的密钥 · The keys trusted here').action(async (options: KeysArguments) =>
      exit(await answering(options.json, terminal, async (out) => (await import('./keys.ts')).listKeys(options, out))),
    ),
  )
  keys.addCommand(
    spoken('trust', '信任一个公钥 · Trust a public key')
      .argument('<file>', '公钥文件 · file of the public key')
      .requiredOption('--name <whose>', '谁的密钥 · whose it is')
      .action(async (file: string, options: KeysArguments & { name: string }) =>
        exit(
          await answering(options.json, terminal, async (out) =>
            (await import('./keys.ts')).addKey(file, options, out),
          ),
        ),
      ),
  )
  keys.addCommand(
    spoken('revoke', '吊销一个密钥 · Revoke a key')
      .argument('<id>', '编号，或其开头 · its id, or the beginning')
      .action(async (id: string, options: KeysArguments) =>
        exit(
          await answering(options.json, terminal, async (out) =>
            (await import('./keys.ts')).removeKey(id, options, out),
          ),
        ),
      ),
  )
  return keys
}
