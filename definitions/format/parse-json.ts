import type { Finding } from '#findings'
import { type Place, problem } from './finding.ts'
import { jsonFault, lineAndColumn } from './json-scan.ts'

/** Reads a definition's JSON; a finding says line and column of what is wrong with it. */
export function parseJson(text: string, place: Place = {}): { readonly value?: unknown; readonly findings: Finding[] } {
  const fault = jsonFault(text)
  if (!fault) return { value: JSON.parse(text.replace(/^\uFEFF/, '')), findings: [] }
  const { line, column } = lineAndColumn(text, fault.at)
  const [zh, en] = fault.message
  const finding = problem(
    'json-syntax',
    place,
    [`不是有效的 JSON：第 ${line} 行第 ${column} 列，${zh}`, `Not valid JSON: line ${line}, column ${column}. ${en}`],
    ['请更正该处后重试', 'Correct that place and try again'],
  )
  return { findings: [{ ...finding, position: { from: fault.at, to: fault.at + 1 } }] }
}
