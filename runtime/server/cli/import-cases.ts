import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { type BadCell, importCases } from '../case-import/import-cases.ts'
import { ImportRefusedError } from '../case-import/import-refused-error.ts'
import { UnreadableFileError } from '../case-import/read-rows.ts'
import { depsOn, openData } from '../main.ts'
import { RefusedError } from '../refused-error.ts'
import { readEnvironment } from './environment.ts'
import type { ImportFlags } from './import-cases-command.ts'

const progressEvery = 500

/** `gezhi import-cases`. Exit code 0: every row is in; 1: some rows are wrong; 2: nothing could be read. */
export async function importCasesFrom(file: string, flags: ImportFlags): Promise<number> {
  if (!existsSync(file)) {
    console.error(`没有文件“${file}”。 There is no file "${file}".`)
    return 2
  }
  const { data, databaseUrl } = readEnvironment(process.env)
  const store = await openData({ data, databaseUrl })
  try {
    const deps = depsOn(store, { log: pino({ level: 'silent' }) })
    const asked = { file, processId: flags.process, region: flags.region, dryRun: flags.dryRun === true }
    const report = await importCases(deps, asked, { bad: sayBad(flags.json === true), progress: progressLine() })
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    if (flags.json) console.log(JSON.stringify({ type: 'report', dryRun: asked.dryRun, ...report }))
    else {
      const { rows, good, bad, started, before } = report
      console.log(
        `共 ${rows} 行：可用 ${good} 行，有误 ${bad} 行；新发起 ${started} 件，此前已导入 ${before} 件${asked.dryRun ? '（仅检查）' : ''}。\n` +
          `${rows} rows: ${good} good, ${bad} bad; ${started} cases started, ${before} were there before${asked.dryRun ? ' (check only)' : ''}.`,
      )
    }
    return report.bad > 0 ? 1 : 0
  } catch (error) {
    const known = error instanceof ImportRefusedError || error instanceof UnreadableFileError
    if (!known && !(error instanceof RefusedError)) throw error
    const said = error instanceof RefusedError ? noRelease : error.message
    if (flags.json) console.log(JSON.stringify({ type: 'refused', reason: said }))
    else console.error(said)
    return 2
  } finally {
    await store.close()
  }
}

const noRelease =
  '该区域尚未发布定义，请先启动一次服务器。 No definitions are in force there; start the server once first.'

function sayBad(json: boolean) {
  return ({ line, column, reason }: BadCell) => {
    if (json) console.log(JSON.stringify({ type: 'bad', line, column, reason }))
    else console.log(`第 ${line} 行${column === undefined ? '' : `，“${printable(column)}”列`}：${printable(reason)}`)
  }
}

/** What a cell holds must not steer the terminal. */
const printable = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 300)

function progressLine() {
  const words = { check: '检查 · checking', start: '发起 · starting' }
  return (pass: 'check' | 'start', rows: number) => {
    if (process.stderr.isTTY && rows % progressEvery === 0) process.stderr.write(`\r\x1b[K${words[pass]}: ${rows}`)
  }
}
