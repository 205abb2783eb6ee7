import type { Finding } from '#findings'

/** Largest definition read, in UTF-16 units. */
export const maximumXmlLength = 4_000_000
const maximumDepth = 100
const maximumElements = 50_000

/** What forbids handing a text to an XML reader: size, depth, number of elements, a document type. */
export function guardXml(xml: string): Finding | undefined {
  if (xml.length > maximumXmlLength) {
    return refusal(
      'xml-too-large',
      '文件过大，无法读取',
      'The file is too large to be read',
      '请拆分定义',
      'Split it up',
    )
  }
  const doctype = xml.search(/<!(?:DOCTYPE|ENTITY)/i)
  if (doctype >= 0) {
    return {
      ...refusal(
        'xml-doctype',
        '文件含有 DOCTYPE 或 ENTITY 声明，出于安全原因不予读取',
        'The file declares a DOCTYPE or an ENTITY, which is refused for safety',
        '请删除该声明后重试',
        'Remove the declaration',
      ),
      position: { from: doctype, to: doctype + 9 },
    }
  }
  return guardShape(xml)
}

function guardShape(xml: string): Finding | undefined {
  let depth = 0
  let elements = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const next = xml[at + 1]
    if (next === '?' || next === '!') {
      if (xml.startsWith('<!--', at)) at = end(xml, '-->', at)
      else if (xml.startsWith('<![CDATA[', at)) at = end(xml, ']]>', at)
      continue
    }
    if (next === '/') {
      depth -= 1
      continue
    }
    elements += 1
    const close = xml.indexOf('>', at)
    if (close > 0 && xml[close - 1] !== '/') depth += 1
    if (depth > maximumDepth || elements > maximumElements) {
      return refusal(
        'xml-too-deep',
        `文件嵌套超过 ${maximumDepth} 层或元素超过 ${maximumElements} 个`,
        `The file nests deeper than ${maximumDepth} levels or has more than ${maximumElements} elements`,
        '请拆分定义',
        'Split it up',
      )
    }
  }
  return undefined
}

function end(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  return at < 0 ? xml.length : at
}

function refusal(code: string, zh: string, en: string, remedyZh: string, remedyEn: string): Finding {
  return { severity: 'error', code, message: { 'zh-CN': zh, en }, remedy: { 'zh-CN': remedyZh, en: remedyEn } }
}
