import { Command } from 'commander'
import { terminal } from './command-output.ts'

export interface AddFlags {
  readonly types: string
  readonly region?: string
}

/** `gezhi worker`: programs outside that do jobs over HTTP. */
export function workerCommand(exit: (code: number) => void): Command {
  const worker = new Command('worker').description('外部作业程序 · Workers that do jobs over HTTP')
  worker
    .command('add')
    .description('登记作业程序，并显示它的令牌（仅此一次）· Register a worker and print its token, this once')
    .argument('<name>', '名称 · name')
    .requiredOption('--types <types>', '可领取的作业类型，以逗号分隔 · job types it may fetch, parted by commas')
    .option(
      '--region <code>',
      '只办理该区域及其下级的作业；只有一个区域发布了定义时可省略 · only jobs of this region and below',
    )
    .action(async (name: string, flags: AddFlags) => {
      const { add } = await import('./worker.ts')
      exit(await add(name, flags, terminal))
    })
  worker
    .command('list')
    .description('列出作业程序 · List the workers')
    .option('--json', '以 JSON 行输出 · print JSON lines')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { list } = await import('./worker.ts')
      exit(await list(json === true, terminal))
    })
  worker
    .command('revoke')
    .description('吊销作业程序的令牌 · Revoke the token of a worker')
    .argument('<name>', '名称 · name')
    .action(async (name: string) => {
      const { revoke } = await import('./worker.ts')
      exit(await revoke(name, terminal))
    })
  for (const command of worker.commands) command.exitOverride()
  return worker
}
