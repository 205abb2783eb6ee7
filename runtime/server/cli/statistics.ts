import { openData } from '../main.ts'
import { rebuildStatistics } from '../statistics/fold.ts'
import { readEnvironment } from './environment.ts'

/** `gezhi statistics rebuild`; a server may run meanwhile. */
export async function rebuild(): Promise<number> {
  const { data, databaseUrl } = readEnvironment(process.env)
  const store = await openData({ data, databaseUrl })
  try {
    let counted = 0
    await rebuildStatistics(store, (cases) => {
      counted = cases
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${cases}`)
    })
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    console.log(`已重新统计 ${counted} 件。 Counted ${counted} cases again.`)
    return 0
  } finally {
    await store.close()
  }
}
