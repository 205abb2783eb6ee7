import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const document = readFileSync(join(import.meta.dirname, '../../../docs/workflow-patterns.md'), 'utf8')
const rows = [...document.matchAll(/^\| (\d+) \| ([^|]+) \|[^|]*\| (direct|composed|not supported) \| ([^|]+) \|$/gm)]
const tests = readdirSync(import.meta.dirname)
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .flatMap((text) => [...text.matchAll(/it\('WCP-(\d+) ([^:']+):/g)])
const numbers = (found: readonly RegExpMatchArray[]) => found.map(([, number]) => Number(number)).sort((a, b) => a - b)

it('the 43 workflow patterns are documented, each with a test of its number and name, at least 38 supported', () => {
  const all = Array.from({ length: 43 }, (_, index) => index + 1)
  expect(numbers(rows)).toEqual(all)
  expect([...new Set(numbers(tests))]).toEqual(all)
  expect(rows.filter(([, , , supported]) => supported !== 'not supported').length).toBeGreaterThanOrEqual(38)
  const named = new Map(rows.map(([, number, name = '']) => [number, name.trim().toLowerCase()]))
  const otherwise = tests.filter(([, number, name = '']) => named.get(number!) !== name.trim().toLowerCase())
  expect(otherwise.map(([, number, name]) => `${number} ${name} / ${named.get(number!)}`)).toEqual([])
})
