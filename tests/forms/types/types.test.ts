import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersTypeSchema, compileForm, type FormDefinition } from '#forms'
import { types } from '../../../runtime/server/cli/types.ts'
import { type Asked, aForm, aGroup, choice, formatted, number, photos, text, yesNo } from '../a-form.ts'

const zh = (text: string) => ({ 'zh-CN': text })

/** Types of a bundle with these forms, as the command writes them. */
async function typesOf(forms: readonly FormDefinition[]): Promise<string> {
  const folder = await mkdtemp(join(root, 'bundle-'))
  const lines: string[] = []
  await writeFile(
    join(folder, 'bundle.json'),
    JSON.stringify({ id: 'a', version: '1.0.0', title: zh('包'), kind: 'module' }),
  )
  await mkdir(join(folder, 'forms'))
  for (const form of forms) await writeFile(join(folder, 'forms', `${form.id}.form.json`), JSON.stringify(form))
  const code = await types(
    { bundle: folder, lang: 'zh-CN' },
    { line: (line) => lines.push(line), note: (note) => lines.push(note) },
  )
  expect(code, lines.join('\n').slice(0, 300)).toBe(0)
  return lines.join('\n')
}

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gezhi-types-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

/** What TypeScript says of a module that stands beside the types. */
async function complaints(typesText: string, use: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(root, 'use-'))
  await writeFile(join(folder, 'forms.ts'), typesText)
  await writeFile(join(folder, 'use.ts'), use)
  const program = ts.createProgram([join(folder, 'use.ts')], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
  })
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

const asked: Record<string, Asked> = {
  name: { ...text, required: true },
  area: number,
  open: { ...yesNo, required: true },
  kind: { ...choice('a', 'b'), required: true },
  pictures: photos,
  home: { schema: { type: 'object' }, field: { widget: 'address' }, required: true },
  sign: { schema: { type: 'object' }, field: { widget: 'signature' } },
  people: { ...aGroup({ id: { ...formatted('citizen-id'), required: true }, note: text }), required: true },
  hidden: { ...text, required: true },
}
const form = {
  ...aForm(asked, [
    ['hidden', 'visible', 'open'],
    ['note', 'readonly', 'true'],
  ]),
  id: 'house-visit',
}

describe('the types of a form’s answers', () => {
  it('take what the form takes, and nothing else, under strict', async () => {
    const text = await typesOf([form])
    const right = `
      import type { AnswersByForm, HouseVisit, HouseVisitPeopleItem } from './forms.ts'
      const person: HouseVisitPeopleItem = { id: '999901199003070017', _id: 'i1' }
      export const answers: HouseVisit = {
        name: '张三', open: true, kind: 'a', people: [person], home: { region: '330683001', detail: '官河路' },
        pictures: [{ id: 'f1', name: 'a.jpg', type: 'image/jpeg', size: 3, stamp: { at: '2026-03-05T08:00:00+08:00' } }],
        sign: { name: '张三', at: '2026-03-05T08:00:00+08:00' },
      }
      export const all: AnswersByForm = { 'house-visit': answers }
    `

    expect(await complaints(text, right)).toEqual([])
    expect(await complaints(text, right.replace("kind: 'a'", "kind: 'c'"))).toHaveLength(1)
    expect(await complaints(text, right.replace("name: '张三', open", 'open'))).toHaveLength(1)
    expect(await complaints(text, right.replace('open: true', 'open: 1'))).toHaveLength(1)
    expect(await complaints(text, right.replace('open: true', 'open: true, other: 1'))).toHaveLength(1)
  }, 60_000)

  it('are no way to write code: titles and ids are words', async () => {
    const hostile: FormDefinition = {
      ...aForm({
        name: { ...text, field: { title: zh('*/ export const stolen = 1 /*') } },
        kind: {
          ...text,
          field: { options: [{ id: 'o1', value: "a' | never; export const x = 1; type T = '", title: zh('甲') }] },
        },
      }),
      id: '1-of',
      title: zh('*/ export const stolen = 2 /*'),
    }
    const written = await typesOf([hostile])

    expect(written).not.toContain('*/ export')
    const { outputText } = ts.transpileModule(written, { compilerOptions: { removeComments: true } })
    expect(outputText.replace('export {};', '').trim()).toBe('')
  }, 60_000)

  it('see into the forms that are used', () => {
    const part = { ...aForm({ name: { ...text, required: true } }), id: 'person', part: true }
    const host: FormDefinition = {
      ...aForm({}),
      id: 'host',
      layout: [{ kind: 'use', id: 'owner', form: 'person', prefix: 'owner', title: zh('房东') }],
    }
    const { $defs } = answersTypeSchema([compileForm(host, { codeLists: [], forms: { person: part } })])

    expect($defs).toMatchObject({ Host: { properties: { ownerName: { type: 'string' } }, required: ['ownerName'] } })
  })

  it('of the bundle for rental housing are those this repository’s own tests use', async () => {
    const lines: string[] = []
    const bundle = 'definitions/bundles/rental-housing'
    await types({ bundle }, { line: (line) => lines.push(line), note: (note) => lines.push(note) })
    const kept = await readFile('tests/fixtures/rental-types/forms.ts', 'utf8')

    expect(
      `${lines.join('\n')}\n`,
      `write them anew: npx gezhi types ${bundle} --out tests/fixtures/rental-types`,
    ).toBe(kept)
  })
})
