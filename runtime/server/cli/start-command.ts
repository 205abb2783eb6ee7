import { Command } from 'commander'
import type { StartFlags } from './start.ts'

export function startCommand(exit: (code: number) => void): Command {
  return new Command('start')
    .description('启动服务器 · Start the server')
    .option('--demo', '带演示数据（默认；生产环境须写明）· with demo data (default; to be said in production)')
    .option('--no-demo', '不带演示数据 · without demo data')
    .option('--county <code>', '县级区划代码 · six-digit code of the county, with --no-demo', '330683')
    .option('--county-name <name>', '县级名称 · its name')
    .option(
      '--admin-name <name>',
      '首个管理员的用户名，密码由标准输入读取 · first administrator; the password is read from stdin',
    )
    .option('--behind-proxy', '信任反向代理给出的来源地址 · believe the addresses a reverse proxy passes on')
    .action(async (flags: StartFlags, command: Command) => {
      const { start } = await import('./start.ts')
      const saidDemo = command.getOptionValueSource('demo') === 'cli'
      exit(await start({ ...flags, demoSaid: saidDemo && flags.demo !== false }))
    })
}
