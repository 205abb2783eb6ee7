import type { Finding } from '#findings'

/** Chinese first, English second. */
export type Words = readonly [zh: string, en: string]

/** Where a finding stands. */
export interface Place {
  readonly file?: string
  readonly node?: string
}

export function problem(code: string, place: Place, message: Words, remedy: Words): Finding {
  return finding('error', code, place, message, remedy)
}

export function doubt(code: string, place: Place, message: Words, remedy: Words): Finding {
  return finding('warning', code, place, message, remedy)
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error')
}

/** The same findings, each naming `file`. */
export function inFile(file: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, file }))
}

function finding(
  severity: Finding['severity'],
  code: string,
  { file, node }: Place,
  [zh, en]: Words,
  [remedyZh, remedyEn]: Words,
): Finding {
  return {
    severity,
    code,
    ...(file !== undefined && { file }),
    ...(node !== undefined && { node }),
    message: { 'zh-CN': zh, en },
    remedy: { 'zh-CN': remedyZh, en: remedyEn },
  }
}
