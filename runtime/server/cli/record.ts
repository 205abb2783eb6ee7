import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isIdentifier, recordScenario } from '#definitions'
import { localize } from '#findings'
import { openData } from '../main.ts'
import { caseRecord } from './case-record.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { readEnvironment } from './environment.ts'

export interface RecordArguments {
  /** Case number. */
  readonly case: string
  /** Id of the scenario; recorded-NUMBER where left out. */
  readonly id?: string
  /** Folder of the bundle, whose scenarios it joins; left out, the scenario is printed. */
  readonly to?: string
  readonly json?: boolean
  readonly lang?: string
}

/**
 * `gezhi record CASE`: a scenario from a case, with personal data replaced. Exit code 0: it plays as the case went; 1: it
 * was written, but the process goes another way; 2: no such case, or a file that is there already.
 */
export async function record(args: RecordArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const id = args.id ?? `recorded-${args.case}`
  if (!isIdentifier(id)) {
    out.note(say(`“${id}”不能作为编号。`, `"${id}" cannot be an id.`))
    return 2
  }
  const file = args.to === undefined ? undefined : resolve(join(args.to, 'scenarios', `${id}.json`))
  if (file !== undefined && existsSync(file)) {
    out.note(
      say(
        `“${file}”已存在，不会覆盖；请用 --id 另取编号。`,
        `"${file}" is there already and is not overwritten; choose another --id.`,
      ),
    )
    return 2
  }
  const found = await known(args.case)
  if (!found) {
    out.note(say(`没有编号为“${args.case}”的办件。`, `There is no case with the number "${args.case}".`))
    return 2
  }
  const title = { 'zh-CN': `由办件记录`, en: 'Recorded from a case' }
  const shiftDays = randomInt(30, 300)
  const { scenario, differs } = recordScenario([...found.compiled.processes.values()], found.record, {
    id,
    title,
    shiftDays,
  })
  const text = `${JSON.stringify(scenario, null, 2)}\n`
  if (file === undefined) out.line(args.json ? JSON.stringify(scenario) : text.trimEnd())
  else {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.part`, text)
    await rename(`${file}.part`, file)
    if (args.json) out.line(JSON.stringify({ ok: !differs, file, id, actions: scenario.actions.length, differs }))
    else out.line(say(`✔ 已写入 ${file}`, `✔ Written: ${file}`))
  }
  if (!differs) return 0
  out.note(
    say(
      `替换个人信息后，流程没有照原来的路走（${localize(differs, 'zh-CN')}）；场景到此为止，请补全。`,
      `With personal data replaced the process goes another way (${localize(differs, 'en')}); the scenario ends there, complete it by hand.`,
    ),
  )
  return 1
}

async function known(number: string) {
  const { data, databaseUrl } = readEnvironment(process.env)
  if (!databaseUrl && !existsSync(join(data, 'gezhi.db'))) return undefined
  const store = await openData({ data, databaseUrl })
  try {
    return await caseRecord(store.db, number)
  } finally {
    await store.close()
  }
}
