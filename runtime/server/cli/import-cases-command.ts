import { Command } from 'commander'

export interface ImportFlags {
  readonly process: string
  readonly region?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function importCasesCommand(exit: (code: number) => void): Command {
  return new Command('import-cases')
    .description('由 CSV 文件批量发起办件，每行一件 · Start a case for each row of a CSV file')
    .argument('<file>', 'CSV（UTF-8 或 GB18030）')
    .requiredOption('--process <id>', '流程编号 · id of the process')
    .option(
      '--region <code>',
      '区域代码，或含区域代码的列名；省略时取“区域”列，再取唯一已发布的区域 · code of the region, or the column that holds it; ' +
        'left out: the column "region", else the only region with definitions in force',
    )
    .option('--dry-run', '只检查，不发起 · only check')
    .option('--json', '以 JSON 行输出 · print JSON lines')
    .action(async (file: string, flags: ImportFlags) => {
      const { importCasesFrom } = await import('./import-cases.ts')
      exit(await importCasesFrom(file, flags))
    })
}
