import { describe, expect, it } from 'vitest'
import { answering, barOn } from '../../runtime/server/cli/command-output.ts'
import { main } from '../../runtime/server/cli/main.ts'

function heard() {
  const [lines, notes]: [string[], string[]] = [[], []]
  return { lines, notes, out: { line: (text: string) => lines.push(text), note: (text: string) => notes.push(text) } }
}

describe('a command that is asked for JSON', () => {
  it('says in JSON too why it did nothing', async () => {
    const { lines, notes, out } = heard()
    const code = await answering(true, out, async ({ note }) => {
      note('There is no "x".')
      return 2
    })
    expect([code, lines, notes]).toEqual([2, ['{"ok":false,"message":"There is no \\"x\\"."}'], []])
  })

  it('prints its one document alone, and what else it says beside it', async () => {
    const { lines, notes, out } = heard()
    await answering(true, out, async ({ line, note }) => {
      note('not signed')
      line('{"ok":true}')
      return 0
    })
    expect([lines, notes]).toEqual([['{"ok":true}'], ['not signed']])
  })

  it('is left alone where it was not asked for it', async () => {
    const { notes, out } = heard()
    await answering(false, out, async ({ note }) => {
      note('words')
      return 1
    })
    expect(notes).toEqual(['words'])
  })
})

describe('the command line', () => {
  it('gives 2 where a command or an option is not there', async () => {
    expect(await main(['bogus'])).toBe(2)
    expect(await main(['check'])).toBe(2)
  })
})

describe('a bar of progress', () => {
  it('shows how far long work is on one line, and goes when it is over', () => {
    const written: string[] = []
    const bar = barOn((text) => written.push(text))
    bar(1, 2, 'second-failure')
    bar(2, 2)
    expect(written).toEqual([`\r\x1b[K${'█'.repeat(12)}${'░'.repeat(12)} 1/2 second-failure`, '\r\x1b[K'])
  })
})
