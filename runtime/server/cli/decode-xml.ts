/**
 * The text of an XML file, decoded as its byte order mark or its declaration says (UTF-8 where neither does). The
 * declaration of the text that comes out says UTF-8, since readers take the text at its word.
 *
 * @throws {RangeError} when the declared encoding is none that is known.
 */
export function decodeXml(bytes: Uint8Array): string {
  return decoded(bytes).replace(declaration, '$1UTF-8$3')
}

const declaration = /^(\s*<\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]{1,40})(["'])/i

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = new TextDecoder().decode(bytes.subarray(0, 200))
  const [, , declared = 'utf-8'] = declaration.exec(head) ?? []
  return new TextDecoder(/^utf-?16$/i.test(declared) ? 'utf-8' : declared).decode(bytes)
}
