import type { Command } from 'commander'
import { answering, terminal } from './command-output.ts'
import type { DiffArguments } from './diff.ts'
import type { ExplainArguments } from './explain.ts'
import type { ExportArguments } from './export.ts'
import type { InstallArguments } from './install.ts'
import type { PublishArguments } from './publish.ts'
import { spoken } from './spoken.ts'

/** `diff`, `install`, `publish`, `rollback`, `export` and `explain`. */
export function releaseCommands(exit: (code: number) => void): Command[] {
  const diff = spoken('diff', '比较定义包的两个版本 · Compare two versions of a bundle')
    .argument('<before>', '旧版本：文件夹或包 · the old one, a folder or a package')
    .argument('<after>', '新版本 · the new one')
    .action(async (before: string, after: string, options: Omit<DiffArguments, 'before' | 'after'>) => {
      const run = await import('./diff.ts')
      exit(await answering(options.json, terminal, (out) => run.diff({ ...options, before, after }, out)))
    })
  const install = spoken('install', '安装或升级定义包 · Install or upgrade bundles')
    .argument('<sources...>', '包文件或文件夹 · packages or folders')
    .option('--region <code>', '为哪个区域发布 · region to release for')
    .option('--allow-unsigned', '接受没有签名的包（仅限开发）· take packages without a signature (for development)')
    .option(
      '--watch',
      '文件改动后重新安装，运行中的服务器立即使用 · install again after each change, for a server that is running',
    )
    .action(
      async (sources: string[], { watch, ...options }: Omit<InstallArguments, 'sources'> & { watch?: boolean }) => {
        const run = await import('./install.ts')
        const work = () => answering(options.json, terminal, (out) => run.install({ ...options, sources }, out))
        exit(watch ? await (await import('./watch-folder.ts')).watchFolders(sources, work) : await work())
      },
    )
  const publish = spoken('publish', '发布区域的草稿 · Publish the drafts of a region')
    .requiredOption('--comment <text>', '说明 · comment')
    .option('--region <code>', '区域 · region')
    .action(async (options: PublishArguments) => {
      const run = await import('./publish.ts')
      exit(await answering(options.json, terminal, (out) => run.publish(options, out)))
    })
  const rollback = spoken('rollback', '恢复区域较早的发布 · Put an older release of a region in force again')
    .requiredOption('--release <digest>', '该发布的摘要，或其开头 · its digest, or the beginning')
    .requiredOption('--comment <text>', '说明 · comment')
    .option('--region <code>', '区域 · region')
    .action(async (options: PublishArguments) => {
      const run = await import('./publish.ts')
      exit(await answering(options.json, terminal, (out) => run.publish(options, out)))
    })
  const exported = spoken(
    'export',
    '导出发布，或把浏览器中的修改写回文件夹 · Export a release, or write edits back to a folder',
  )
    .option('--region <code>', '区域 · region')
    .option('--to <bundle>', '定义包的文件夹 · folder of a bundle')
    .option('--out <file>', '要写入的包 · package to write')
    .option('--key <file>', '签名用的私钥文件 · file of the private key to sign with')
    .action(async (options: ExportArguments) => {
      const run = await import('./export.ts')
      exit(await answering(options.json, terminal, (out) => run.exportRelease(options, out)))
    })
  const explain = spoken('explain', '说明一个节点的每个值来自哪一层 · Say which layer set each value of a node')
    .argument('<region>', '区域 · region')
    .argument('<definition>', '例如 form/rental-recheck · e.g. form/rental-recheck')
    .argument('[node]', '节点编号；省略时为定义本身 · id of a node; the definition itself where left out')
    .action(
      async (
        region: string,
        definition: string,
        node: string | undefined,
        options: Omit<ExplainArguments, 'region' | 'definition'>,
      ) => {
        const run = await import('./explain.ts')
        exit(
          await answering(options.json, terminal, (out) => run.explain({ ...options, region, definition, node }, out)),
        )
      },
    )
  return [diff, install, publish, rollback, exported, explain]
}
