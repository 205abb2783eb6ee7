import { type Locale, type LocalizedText, localize } from '#findings'

/** Where a command writes: results to `line`, everything else to `note`. */
export interface CommandOutput {
  readonly line: (text: string) => void
  readonly note: (text: string) => void
}

/** Standard output and standard error. */
export const terminal: CommandOutput = {
  line: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
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
