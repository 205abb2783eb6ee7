/** Type-checks everything once, then the pure folders again without DOM and Node types. */
import { spawnSync } from 'node:child_process'

for (const project of ['tsconfig.json', 'tsconfig.pure.json']) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', project], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
