import { describe, expect, it } from 'vitest'
import { createAutosave, type SaveState } from '../../designer/draft/autosave.ts'

const conflict = new Error('conflict')

/** A server that keeps one draft and refuses a save from another version than its own. */
function editing({ failing = false } = {}) {
  const server = { content: 'published', version: 0, failing, saves: 0 }
  const states: SaveState['type'][] = []
  const autosave = createAutosave({
    version: 0,
    delay: 1_000_000,
    save: async (content, version) => {
      await Promise.resolve()
      if (server.failing) throw new Error('offline')
      if (version !== server.version) throw conflict
      Object.assign(server, { content, version: version + 1, saves: server.saves + 1 })
      return { version: server.version, findings: [] }
    },
    isConflict: (error) => error === conflict,
    onState: ({ type }) => states.push(type),
    onSaved: () => {},
  })
  return { server, states, autosave }
}

describe('saving a draft by itself', () => {
  it('saves only the newest of several edits', async () => {
    const { server, states, autosave } = editing()
    autosave.changed(() => 'first')
    autosave.changed(() => 'second')

    expect(await autosave.flush()).toBe(true)
    expect(server).toMatchObject({ content: 'second', saves: 1 })
    expect(states).toEqual(['unsaved', 'unsaved', 'saving', 'saved'])
  })

  it('saves an edit made during a save on top of it', async () => {
    const { server, autosave } = editing()
    autosave.changed(() => 'first')
    const saving = autosave.flush()
    autosave.changed(() => 'second')
    await saving

    expect(await autosave.flush()).toBe(true)
    expect(server).toMatchObject({ content: 'second', version: 2 })
  })

  it('keeps the edit where the server cannot be reached, and saves it later', async () => {
    const { server, states, autosave } = editing({ failing: true })
    autosave.changed(() => 'mine')

    expect(await autosave.flush()).toBe(false)
    expect(states.at(-1)).toBe('failed')
    server.failing = false
    expect(await autosave.flush()).toBe(true)
    expect(server.content).toBe('mine')
  })

  it('saves nothing over what someone else saved until told to', async () => {
    const { server, states, autosave } = editing()
    Object.assign(server, { content: 'theirs', version: 3 })
    autosave.changed(() => 'mine')

    expect(await autosave.flush()).toBe(false)
    autosave.changed(() => 'mine again')
    expect(await autosave.flush()).toBe(false)
    expect(states.at(-1)).toBe('conflict')
    expect(server.content).toBe('theirs')

    expect(await autosave.overwrite(3)).toBe(true)
    expect(server).toMatchObject({ content: 'mine again', version: 4 })
  })

  it('saves nothing more once it is stopped', async () => {
    const { server, autosave } = editing()
    autosave.changed(() => 'discarded')
    autosave.stop()
    await autosave.flush()

    expect(server.saves).toBe(0)
  })
})
