import type { Finding, LocalizedText } from '#findings'

type Words = readonly [zh: string, en: string]

/** A finding about a node of a form. */
export function finding(
  severity: Finding['severity'],
  code: string,
  node: string | undefined,
  message: Words,
  remedy: Words,
  position?: Finding['position'],
): Finding {
  return {
    severity,
    code,
    ...(node && { node }),
    ...(position && { position }),
    message: text(message),
    remedy: text(remedy),
  }
}

function text([zh, en]: Words): LocalizedText {
  return { 'zh-CN': zh, en }
}
