import { Command, Option } from 'commander'
import type { CheckArguments } from './check.ts'
import { answering, terminal } from './command-output.ts'
import type { NewArguments } from './new-bundle.ts'
import type { SimulateArguments } from './simulate.ts'
import type { TestArguments } from './test.ts'
import type { TypesArguments } from './types.ts'

/** `new`, `check`, `simulate` and `types`: they need no server and no store. */
export function outsideCommands(exit: (code: number) => void): Command[] {
  const check = new Command('check')
    .description('检查定义包 · Check a bundle')
    .argument('<bundle>', '定义包的文件夹 · folder of the bundle')
    .option('--with <folder...>', '所依赖的定义包所在的文件夹 · folders that hold the bundles it requires')
    .option('--json', '以 JSON 输出 · print one JSON document')
    .option('--lang <language>', 'zh-CN | en')
    .option('--watch', '文件改动后重新检查 · check again after each change')
    .action(async (bundle: string, { watch, ...options }: Omit<CheckArguments, 'bundle'> & { watch?: boolean }) => {
      const run = await import('./check.ts')
      exit(
        await repeated(watch, bundle, () =>
          answering(options.json, terminal, (out) => run.check({ ...options, bundle }, out)),
        ),
      )
    })
  const simulate = new Command('simulate')
    .description('不启动服务器，模拟运行流程 · Run a process without a server')
    .argument('<files...>', '.bpmn, .dmn')
    .requiredOption('--scenario <file>', '场景文件（JSON）· scenario, a list of actions')
    .addOption(new Option('--jobs <how>', '服务任务如何完成 · how service tasks end').choices(['auto', 'manual']))
    .option('--json', '总是以 JSON 行输出 · the output is always JSON lines')
    .option('--lang <language>', 'zh-CN | en')
    .action(async (files: string[], options: Omit<SimulateArguments, 'files'>) => {
      const run = await import('./simulate.ts')
      exit(await run.simulate({ ...options, files }, terminal))
    })
  const create = new Command('new')
    .description('新建定义包 · Make a new bundle')
    .argument('<id>', '编号：小写字母、数字、连字符 · id: lower-case letters, digits and hyphens')
    .option('--title <text>', '中文名称 · Chinese title')
    .option('--title-en <text>', '英文名称 · English title')
    .option('--to <folder>', '要建立的文件夹 · folder to make')
    .option('--layer <region>', '建立某区域的层，而不是独立的模块 · a layer for this region, not a module')
    .option('--adapts <bundles...>', '层所调整的定义包 · bundles that the layer adapts')
    .option('--json', '以 JSON 输出 · print one JSON document')
    .option('--lang <language>', 'zh-CN | en')
    .action(async (id: string, options: Omit<NewArguments, 'id'>) => {
      const run = await import('./new-bundle.ts')
      exit(await answering(options.json, terminal, (out) => run.newBundle({ ...options, id }, out)))
    })
  const types = new Command('types')
    .description('为表单的答案生成 TypeScript 类型 · Write TypeScript types of the answers of forms')
    .argument('<bundle>', '定义包的文件夹 · folder of the bundle')
    .option(
      '--out <folder>',
      '写入该文件夹的 forms.ts，而不是屏幕 · write forms.ts into this folder, not to the screen',
    )
    .option('--with <folder...>', '所依赖的定义包所在的文件夹 · folders that hold the bundles it requires')
    .option('--json', '以 JSON 输出 · print one JSON document')
    .option('--lang <language>', 'zh-CN | en')
    .action(async (bundle: string, options: Omit<TypesArguments, 'bundle'>) => {
      const run = await import('./types.ts')
      exit(await answering(options.json, terminal, (out) => run.types({ ...options, bundle }, out)))
    })
  const test = new Command('test')
    .description('运行定义包的场景并统计覆盖 · Play the scenarios of a bundle, and say what they cover')
    .argument('<bundle>', '定义包的文件夹 · folder of the bundle')
    .option('--only <text>', '只运行编号含此文字的场景 · only scenarios whose id contains this')
    .option('--coverage <file>', '把覆盖情况写入文件（JSON）· write the coverage to a file')
    .option('--min <percent>', '覆盖低于此百分比时失败 · fail below this coverage')
    .option('--with <folder...>', '所依赖的定义包所在的文件夹 · folders that hold the bundles it requires')
    .option('--watch', '文件改动后重新运行 · run again after each change')
    .option('--json', '以 JSON 输出 · print one JSON document')
    .option('--lang <language>', 'zh-CN | en')
    .action(async (bundle: string, { watch, ...options }: Omit<TestArguments, 'bundle'> & { watch?: boolean }) => {
      const run = await import('./test.ts')
      exit(
        await repeated(watch, bundle, () =>
          answering(options.json, terminal, (out) => run.test({ ...options, bundle }, out)),
        ),
      )
    })
  return [create, check, test, simulate, types]
}

/** Once, or again after each change of a file until the process is told to end. */
async function repeated(watch: boolean | undefined, folder: string, work: () => Promise<number>): Promise<number> {
  return watch ? (await import('./watch-folder.ts')).watchFolders([folder], work) : work()
}
