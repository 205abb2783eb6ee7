/**
 * The text of an XML file, decoded as its byte order mark or its declaration says (UTF-8 where neither does). The
 * declaration of the text that comes out is left as it was.
 *
 * @throws {RangeError} when the declared encoding is none that is known.
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1]
  return new TextDecoder(declared ?? 'utf-8').decode(bytes)
}
