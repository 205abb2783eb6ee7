import { describe, expect, it } from 'vitest'
import { type JobContext, type Notice, noticePlugin, type Plugin, PluginError, pluginRegistry } from '#plugins'

const job: JobContext = {
  idempotencyKey: 'case.7',
  caseId: 'case',
  region: '330683001',
  headers: {},
  signal: AbortSignal.timeout(1000),
  extendLease: async () => true,
}

const plugin = (
  run: (input: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>,
): Plugin => ({
  id: 'count',
  jobs: {
    up: {
      title: { 'zh-CN': '计数' },
      input: { type: 'object', required: ['from'], properties: { from: { type: 'integer' } } },
      run,
    },
  },
})

describe('the registry of plugins', () => {
  it('runs a job by its type with variables that its schema takes', async () => {
    const registry = pluginRegistry([plugin(async ({ from }) => ({ to: Number(from) + 1 }))])

    expect(registry.jobTypes).toEqual(['count.up'])
    expect(await registry.run('count.up', { from: 1, other: true }, job)).toEqual({
      variables: { to: 2 },
      said: undefined,
    })
  })

  it('says which variable a job cannot take', async () => {
    const registry = pluginRegistry([plugin(async () => ({}))])

    await expect(registry.run('count.up', { from: 'one' }, job)).rejects.toThrow(
      '"count.up" was given variables where /from must be integer',
    )
  })

  it('says which jobs there are when one is asked for that nobody offers', async () => {
    await expect(pluginRegistry([plugin(async () => ({}))]).run('count.down', {}, job)).rejects.toThrow(
      'There are: count.up.',
    )
  })

  it('says what a job returned when that is no object', async () => {
    const registry = pluginRegistry([plugin((async () => 'two') as unknown as () => Promise<Record<string, unknown>>)])

    await expect(registry.run('count.up', { from: 1 }, job)).rejects.toThrow('returned "two"')
  })

  it.each([
    ['no id', { jobs: {} }],
    ['an id in capitals', { id: 'Mail' }],
    ['a job without a function', { id: 'mail', jobs: { send: { title: { 'zh-CN': '发送' }, input: {} } } }],
    ['a job without a title', { id: 'mail', jobs: { send: { input: {}, run: async () => ({}) } } }],
    [
      'an input that is no schema',
      { id: 'mail', jobs: { send: { title: { 'zh-CN': '发送' }, input: { type: 'letter' }, run: async () => ({}) } } },
    ],
  ])('refuses a plugin with %s', (_what, given) => {
    expect(() => pluginRegistry([given as unknown as Plugin])).toThrow(PluginError)
  })

  it('refuses two jobs of one name', () => {
    expect(() => pluginRegistry([plugin(async () => ({})), plugin(async () => ({}))])).toThrow('count.up')
  })
})

describe('the plugin for notices', () => {
  it('keeps the words for the role that the header names, under the key of the job', async () => {
    const kept: Notice[] = []
    const registry = pluginRegistry([noticePlugin(async (notice) => void kept.push(notice))])
    const input = { title: '整改通知', text: '请在三天内整改' }
    const result = await registry.run('notice.send', input, { ...job, headers: { role: 'grid_worker' } })

    expect(kept).toEqual([
      { id: 'case.7', caseId: 'case', region: '330683001', role: 'grid_worker', text: '整改通知\n请在三天内整改' },
    ])
    expect(result).toEqual({ variables: {}, said: '整改通知：请在三天内整改' })
  })
})
