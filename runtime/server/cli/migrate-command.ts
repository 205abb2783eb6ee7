import { Command } from 'commander'

export interface MigrateFlags {
  readonly to?: string
  readonly from?: string
  readonly file?: string
  readonly region?: string
  readonly dryRun?: boolean
  readonly undo?: string
  readonly reason?: string
  readonly json?: boolean
  readonly lang?: string
}

export function migrateCommand(exit: (code: number) => void): Command {
  return new Command('migrate')
    .description('把正在办理的办件迁移到另一个版本 · Move open cases to another release')
    .option(
      '--to <release>',
      '目标版本（完整指纹或开头至少 8 位）；省略时为当前生效的版本 · release to move to; the one in force where left out',
    )
    .option('--from <release>', '只迁移这个版本的办件 · only cases on this release')
    .option('--file <file>', '迁移文件 · a *.migration.json that says how elements and fields correspond')
    .option(
      '--region <code>',
      '区域代码；省略时取唯一已发布的区域 · region; the only one with definitions in force where left out',
    )
    .option('--dry-run', '只试算，不迁移 · only try it out')
    .option('--undo <id>', '撤回一次迁移 · take a migration back')
    .option('--reason <text>', '原因，写入记录 · why, for the history')
    .option('--json', '以 JSON 行输出 · print JSON lines')
    .option('--lang <language>', 'zh-CN | en')
    .action(async (flags: MigrateFlags) => {
      const { migrate } = await import('./migrate.ts')
      exit(await migrate(flags))
    })
}
