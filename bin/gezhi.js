#!/usr/bin/env node
// Runs on old Nodes too: where the running one is older than 24, the one that was installed with this package takes over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'

const oldest = 24

if (Number(process.versions.node.split('.')[0]) >= oldest) {
  module.enableCompileCache?.()
  // Without its parent (killed with no chance to tell) this process would go on holding the port.
  if (process.env.GEZHI_CHILD) {
    delete process.env.GEZHI_CHILD
    process.on('disconnect', () => process.exit(1))
    process.channel?.unref()
  }
  const { main } = await import('../runtime/server/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const node = installedNode()
  if (!node) {
    console.error(
      `Gezhi 需要 Node ${oldest} 或更高版本，当前为 ${process.versions.node}。请运行 npm ci。\n` +
        `Gezhi needs Node ${oldest} or later; this is ${process.versions.node}. Run npm ci, which installs one.`,
    )
    process.exit(1)
  }
  const child = spawn(node, process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, GEZHI_CHILD: '1' },
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2']) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

function installedNode() {
  try {
    const folder = dirname(module.createRequire(import.meta.url).resolve('node/package.json'))
    const own = `node_modules/node-${process.platform}-${process.arch}/bin/node`
    const beside = `../node-${process.platform}-${process.arch}/bin/node`
    return ['bin/node', 'bin/node.exe', own, beside].map((path) => join(folder, path)).find((path) => existsSync(path))
  } catch {
    return undefined
  }
}
