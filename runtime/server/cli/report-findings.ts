import { type Finding, type Locale, localize } from '#findings'
import { type CommandOutput, speaking } from './command-output.ts'

/** Writes findings for a person: severity, place and code, and below it what is wrong and what to do. */
export function reportFindings(findings: readonly Finding[], locale: Locale, out: CommandOutput): void {
  const say = speaking(locale)
  for (const { severity, code, file, node, message, remedy } of findings) {
    const place = [file, node].filter((part) => part !== undefined).join(' › ')
    const kind = severity === 'error' ? say('错误', 'error') : say('提醒', 'warning')
    out.line([kind, place, code].filter((part) => part !== '').join('  '))
    out.line(`    ${localize(message, locale)}`)
    out.line(`    ${say('处理：', 'Remedy: ')}${localize(remedy, locale)}`)
  }
}
