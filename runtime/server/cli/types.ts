import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import type { Bundle } from '#definitions'
import { type Locale, localize } from '#findings'
import { answersTypeSchema, compileForm, type FormDefinition, FormNotUsableError } from '#forms'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { readFolder, readRequired, shipped } from './read-bundles.ts'
import { reportFindings } from './report-findings.ts'

export interface TypesArguments {
  /** Folder of the bundle. */
  readonly bundle: string
  /** The folder that gets `forms.ts`; the text goes to the output where left out. */
  readonly out?: string
  readonly json?: boolean
  readonly lang?: string
  /** Folders that hold the bundles it requires, each under its id; the bundle's neighbours and those that ship are found anyway. */
  readonly with?: readonly string[]
}

/**
 * `gezhi types BUNDLE [--out DIR]`: TypeScript types of what the bundle's forms answer, in one module.
 *
 * Exit code 0 when they were written, 1 where the bundle or a form cannot be read, 2 where there is no such folder.
 */
export async function types(args: TypesArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const folder = resolve(args.bundle)
  if (!existsSync(folder)) {
    out.note(say(`没有文件夹“${args.bundle}”。`, `There is no folder "${args.bundle}".`))
    return 2
  }
  const { bundle, findings } = await readFolder(folder)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (!bundle || errors.length > 0) {
    reportFindings(findings, locale, { line: out.note, note: out.note })
    return 1
  }
  const required = await readRequired(bundle, [
    ...(args.with ?? []).map((other) => resolve(other)),
    dirname(folder),
    shipped,
  ])
  const forms = Object.values(bundle.forms).filter(({ part }) => !part)
  if (forms.length === 0) {
    out.note(say('这个定义包没有表单。', 'The bundle has no forms.'))
    return 1
  }
  const text = await typesOf(forms, [bundle, ...required.bundles], locale, out)
  if (text === undefined) return 1
  const ids = forms.map(({ id }) => id)
  if (args.out === undefined) {
    out.line(args.json ? JSON.stringify({ ok: true, forms: ids, text }) : text.trimEnd())
    return 0
  }
  await mkdir(resolve(args.out), { recursive: true })
  const file = join(args.out, 'forms.ts')
  await writeFile(resolve(file), text)
  if (args.json) out.line(JSON.stringify({ ok: true, forms: ids, file }))
  else out.line(say(`已写入 ${file}：${forms.length} 张表单的类型`, `Wrote ${file}: types of ${forms.length} form(s)`))
  return 0
}

/** One module with the types of the forms; nothing, and the reason to `out`, where one cannot be used. */
async function typesOf(
  forms: readonly FormDefinition[],
  bundles: readonly Bundle[],
  locale: Locale,
  out: CommandOutput,
): Promise<string | undefined> {
  const library = Object.assign(Object.create(null), ...bundles.toReversed().map((bundle) => bundle.forms))
  const codeLists = Object.assign(Object.create(null), ...bundles.toReversed().map((bundle) => bundle.codeLists))
  try {
    const compiled = forms.map((form) => compileForm(form, { codeLists, forms: library }))
    // The library takes the schemas of draft 4 by name; what is used here is the same in 2020-12.
    const schema = answersTypeSchema(compiled) as Parameters<typeof compile>[0]
    return await compile(schema, 'AnswersByForm', {
      bannerComment: banner,
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
      unknownAny: true,
      cwd: dirname(shipped),
      style: { semi: false, singleQuote: true, printWidth: 120 },
    })
  } catch (error) {
    if (!(error instanceof FormNotUsableError)) throw error
    out.note(localize(error.reason, locale))
    return undefined
  }
}

const banner =
  '/* Written by `gezhi types` from the forms of a bundle. Write it anew when they change; do not edit it. */'
