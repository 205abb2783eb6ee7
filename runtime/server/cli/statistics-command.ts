import { Command } from 'commander'

/** `gezhi statistics`. */
export function statisticsCommand(exit: (code: number) => void): Command {
  const statistics = new Command('statistics').description('运行情况统计 · Figures of processes')
  statistics
    .command('rebuild')
    .description('按办件历史重新统计 · Count the whole history again')
    .action(async () => {
      const { rebuild } = await import('./statistics.ts')
      exit(await rebuild())
    })
  for (const command of statistics.commands) command.exitOverride()
  return statistics
}
