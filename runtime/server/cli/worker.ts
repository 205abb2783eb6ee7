import { noticePlugin, pluginRegistry } from '#plugins'
import { iso } from '../clock.ts'
import { openData } from '../main.ts'
import { contains } from '../permissions/region-code.ts'
import { RefusedError } from '../refused-error.ts'
import type { Store } from '../store/store.ts'
import { addWorker, listWorkers, revokeWorker } from '../workers/worker-tokens.ts'
import type { CommandOutput } from './command-output.ts'
import { readEnvironment } from './environment.ts'
import type { AddFlags } from './worker-command.ts'

const by = 'command-line'
const shortest = 1
const longestName = 60

/** Registers a worker. The token alone goes to standard output. Exit code 2: refused. */
export async function add(name: string, { types, region }: AddFlags, { line, note }: CommandOutput): Promise<number> {
  const asked = [...new Set(types.split(',').map((type) => type.trim()))].filter((type) => type !== '')
  if (asked.length === 0 || name.trim().length < shortest || name.trim().length > longestName) {
    note('请给出名称（至多 60 字）和至少一个作业类型。 Give a name of up to 60 letters, and at least one job type.')
    return 2
  }
  return onStore(async (store) => {
    const of = await regionOf(store, region)
    if (of === undefined) {
      note(
        region === undefined
          ? '没有或有多个已发布定义的区域，请用 --region 指明。 No region has definitions in force, or several have; say which by --region.'
          : `没有区域“${region}”。 There is no region "${region}".`,
      )
      return 2
    }
    try {
      const { token } = await addWorker(store, { name, types: asked, region: of, by, now: Date.now(), served })
      note(
        `已登记“${name.trim()}”，区域 ${of}。令牌只显示这一次，请妥善保存：\n` +
          `Registered "${name.trim()}" for region ${of}. Its token is shown this once; keep it safe:\n`,
      )
      line(token)
      return 0
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      note(refusals[error.code] ?? error.message)
      return 2
    }
  })
}

export function list(json: boolean, { line, note }: CommandOutput): Promise<number> {
  return onStore(async (store) => {
    const workers = await listWorkers(store)
    if (workers.length === 0 && !json) note('还没有作业程序。 There are no workers yet.')
    for (const { id, name, types, region, createdAt, seenAt, revokedAt } of workers) {
      const seen = seenAt === null ? undefined : iso(seenAt)
      const revoked = revokedAt === null ? undefined : iso(revokedAt)
      if (json)
        line(JSON.stringify({ id, name, types, region, createdAt: iso(createdAt), seenAt: seen, revokedAt: revoked }))
      else {
        const last = seen ?? '从未 · never'
        const state = revoked === undefined ? '' : `  已吊销 · revoked ${revoked}`
        line(`${name}  ${region}  ${types.join(',')}  最近 · last seen ${last}${state}`)
      }
    }
    return 0
  })
}

export function revoke(name: string, { note }: CommandOutput): Promise<number> {
  return onStore(async (store) => {
    const worker = (await listWorkers(store)).find((one) => one.name === name.trim())
    if (!worker) {
      note(`没有作业程序“${name}”。 There is no worker "${name}".`)
      return 2
    }
    await revokeWorker(store, { id: worker.id, by, now: Date.now() })
    note(
      `已吊销“${worker.name}”，它持有的作业在租约到期后交还。 Revoked "${worker.name}"; jobs it holds come back when their leases end.`,
    )
    return 0
  })
}

/** What the plugins of every server offer; one that brings its own refuses their types when they are fetched. */
const served = pluginRegistry([noticePlugin(async () => {})]).jobTypes

const refusals: Readonly<Record<string, string>> = {
  'worker-name-taken': '已有同名的作业程序，请换一个名称。 There is a worker of this name already.',
  'job-type-served': `这些作业由服务器的插件办理：${served.join(', ')}。 Plugins of the server do these jobs.`,
}

/** The region named, where there is one; else the topmost one with definitions in force, where there is only one. */
async function regionOf({ db }: Store, region: string | undefined): Promise<string | undefined> {
  if (region !== undefined) {
    const found = await db.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst()
    return found?.code
  }
  const published = await db.selectFrom('publication').select('region').distinct().execute()
  const codes = published.map((row) => row.region)
  const tops = codes.filter((code) => !codes.some((other) => other !== code && contains(other, code)))
  return tops.length === 1 ? tops[0] : undefined
}

async function onStore(work: (store: Store) => Promise<number>): Promise<number> {
  const { data, databaseUrl } = readEnvironment(process.env)
  const store = await openData({ data, databaseUrl })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
