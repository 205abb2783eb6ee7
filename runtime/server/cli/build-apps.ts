import { spawn } from 'node:child_process'
import { inPackage } from './environment.ts'

/** Builds the browser apps where the install did not, saying that it takes a moment. False where it failed. */
export function buildApps(): Promise<boolean> {
  console.log('首次启动，正在构建页面，约需半分钟… Building the pages once; this takes about half a minute …')
  const build = spawn(process.execPath, [inPackage('scripts/build.ts')], { cwd: inPackage('.'), stdio: 'inherit' })
  return new Promise((resolve) => {
    build.once('error', () => resolve(false))
    build.once('exit', (code) => resolve(code === 0))
  })
}
