import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { acceptAnswers, type CodeList, compileForm, type FormDefinition } from '#forms'
import type { Figure } from '../../scripts/bench.ts'
import { measureForms } from './forms-in-browser.ts'

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/form-page/${name}`, import.meta.url), 'utf8')) as unknown
const rounds = 50_000

const answers = {
  address: '剡湖街道官河路 18 号 3 幢 2 单元 501 室',
  area: 86.5,
  rentMode: 'shared',
  ownerName: '张三',
  ownerId: '11010519491231002X',
  ownerPhone: '13812345678',
  rentedFrom: '2026-03-01',
  tenants: [
    { name: '李四', citizenId: '999901199003070017' },
    { name: '王五', phone: '13812345679' },
  ],
  hazards: ['R02', 'R04'],
  hazardNote: '二楼加了隔断。',
}

/**
 * Figure `validate`: filled forms a second that the server computes, judges and accepts, against bare ajv on the same schema;
 * and the figures of `measureForms`.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const form = fixture('rental-form.json') as FormDefinition
  const compiled = compileForm(form, { codeLists: fixture('code-lists.json') as readonly CodeList[] })
  const { $schema, ...schema } = form.schema
  const anyText = Object.fromEntries(['citizen-id', 'mobile-phone', 'date'].map((name) => [name, true as const]))
  const bare = new Ajv2020({ strict: true, allErrors: true, formats: anyText }).compile(schema)

  const value = rate(() => acceptAnswers(compiled, answers, { caseVariables: {}, opened: {}, today: '2026-03-05' }).ok)
  const baseline = rate(() => bare(answers))
  report({ name: 'validate', value, unit: 'answers/s', baseline, ratio: value / baseline })
  await measureForms(report)
}

/** Times a second, after warming up. */
function rate(work: () => boolean): number {
  let started = 0
  for (const count of [rounds / 5, rounds]) {
    started = performance.now()
    for (let round = 0; round < count; round += 1) if (!work()) throw new Error('The answers were refused.')
  }
  return (rounds / (performance.now() - started)) * 1000
}
