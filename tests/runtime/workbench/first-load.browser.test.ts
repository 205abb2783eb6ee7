import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const budget = 350 * 1024

/** The scripts that a built page names: its entry and all that the entry imports at once. */
function scriptsOf(page: string): string[] {
  const html = readFileSync(`dist/${page}/index.html`, 'utf8')
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!)
}

describe('the first load of the workbench', () => {
  const scripts = scriptsOf('runtime/workbench')

  it('is at most 350 KB of compressed JavaScript', () => {
    const size = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0)

    expect(scripts.length).toBeGreaterThan(0)
    expect(size, `${Math.round(size / 1024)} KB`).toBeLessThanOrEqual(budget)
  })

  it('holds no diagram editor and no form engine', () => {
    const code = scripts.map((file) => readFileSync(`dist/${file}`, 'utf8')).join('\n')

    expect(code).not.toMatch(/djs-palette|bio-properties|gz-outline/)
  })
})
