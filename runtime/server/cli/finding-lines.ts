import type { Finding } from '#findings'

/** Findings as lines for a terminal: where, what, what to do, in both languages. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, file, node, message, remedy }) => {
    const where = [file, node].filter((part) => part !== undefined).join('#')
    return (
      `${severity === 'error' ? '✘' : '!'} ${where} ${code}\n` +
      `    ${message['zh-CN']}${remedy['zh-CN']}\n` +
      `    ${message.en ?? ''} ${remedy.en ?? ''}`
    )
  })
}
