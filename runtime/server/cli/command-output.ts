import { type Locale, type LocalizedText, localize } from '#findings'

/** Where a command writes: results to `line`, everything else to `note`. */
export interface CommandOutput {
  readonly line: (text: string) => void
  readonly note: (text: string) => void
  /** How far long work is; left out where nobody watches. */
  readonly progress?: Progress
}

/** `what` says what is being done; without it the work is over. */
export type Progress = (done: number, all: number, what?: string) => void

/** Standard output and standard error. */
export const terminal: CommandOutput = {
  line: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
  ...(process.stderr.isTTY && { progress: barOn((text) => process.stderr.write(text)) }),
}

const barWidth = 24

/** A bar on one line, which goes when the work is over. */
export function barOn(write: (text: string) => void): Progress {
  return (done, all, what) => {
    const filled = all === 0 ? barWidth : Math.round((Math.min(done, all) / all) * barWidth)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
    write(what === undefined ? '\r\x1b[K' : `\r\x1b[K${bar} ${done}/${all} ${what.slice(0, 40)}`)
  }
}

/**
 * Runs a command. Where it was asked for JSON and says why it did nothing in words alone, the words become its JSON:
 * `{ "ok": false, "message": "…" }`.
 */
export async function answering(
  json: boolean | undefined,
  out: CommandOutput,
  command: (out: CommandOutput) => Promise<number>,
): Promise<number> {
  if (!json) return command(out)
  const notes: string[] = []
  let answered = false
  const code = await command({
    line: (text) => {
      answered = true
      out.line(text)
    },
    note: (text) => notes.push(text),
  })
  if (answered) for (const text of notes) out.note(text)
  else out.line(JSON.stringify({ ok: code === 0, message: notes.join('\n') }))
  return code
}

/** The language to speak on a command line: what was asked for, or what the system is set to; Chinese where in doubt. */
export function commandLocale(asked?: string, environment: NodeJS.ProcessEnv = process.env): Locale {
  const said = asked ?? environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? ''
  return said.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

/** Picks the words of one language. */
export function speaking(locale: Locale): (zh: string, en: string) => string {
  return (zh, en) => localize({ 'zh-CN': zh, en } satisfies LocalizedText, locale)
}
