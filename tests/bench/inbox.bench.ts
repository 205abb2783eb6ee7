import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listTasks, openData } from '#runtime/server'
import type { Figure } from '../../scripts/bench.ts'
import { caseOf } from './bare-model.ts'
import { copyCase } from './copied-cases.ts'
import { rentalLoad } from './rental-load.ts'

const tasks = 1_000_000
const pages = 300

/** The 95th percentile of an inbox page with 1,000,000 open tasks, first pages and later ones, of a county and of a grid. */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gezhi-inbox-'))
  try {
    const first = await openData({ data })
    const { openTasks } = await rentalLoad(first)
    const [model] = await openTasks(1)
    await first.close()
    copyCase(join(data, 'gezhi.db'), caseOf(model!), tasks)
    const store = await openData({ data })
    const { deps } = await rentalLoad(store)
    const list = listTasks(deps)
    const times: number[] = []
    for (const region of ['330683', '330683001003001']) {
      const grants = [{ role: 'community_staff', region }]
      const user = { id: 'bench', userName: 'bench', displayName: '测试', grants }
      let cursor: string | undefined
      for (let page = 0; page < pages; page += 1) {
        const began = performance.now()
        const { items, next } = await list({ user, cursor, limit: 20 })
        times.push(performance.now() - began)
        if (items.length !== 20) throw new Error(`A page has ${items.length} tasks.`)
        cursor = page % 10 === 9 ? undefined : next
      }
    }
    await store.close()
    const sorted = times.sort((a, b) => a - b)

    report({ name: 'inbox', value: sorted[Math.floor(sorted.length * 0.95)]!, unit: 'ms', baseline: null, ratio: null })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
