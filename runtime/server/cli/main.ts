import { Command, CommanderError } from 'commander'
import { version } from '../version.ts'
import { importCasesCommand } from './import-cases-command.ts'
import { migrateCommand } from './migrate-command.ts'
import { outsideCommands } from './outside-commands.ts'
import { packageCommands } from './package-commands.ts'
import { releaseCommands } from './release-commands.ts'
import { startCommand } from './start-command.ts'
import { statisticsCommand } from './statistics-command.ts'
import { workerCommand } from './worker-command.ts'

/** Runs one command of the command line and gives its exit code. Files load when their command is called. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0
  const exit = (code: number) => {
    exitCode = code
  }
  const program = new Command('gezhi')
    .description('格治：按定义运行的网格化管理平台 · Gezhi: grid work, run from definitions')
    .version(version)
    .exitOverride()
    .showHelpAfterError()
  program.addCommand(startCommand(exit))
  program.addCommand(importCasesCommand(exit))
  program.addCommand(migrateCommand(exit))
  program.addCommand(workerCommand(exit))
  program.addCommand(statisticsCommand(exit))
  for (const command of [...outsideCommands(exit), ...packageCommands(exit), ...releaseCommands(exit)])
    program.addCommand(command)
  for (const command of program.commands) command.exitOverride()

  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    // What was asked for is not there: 2, as where a file is not.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
  return exitCode
}
