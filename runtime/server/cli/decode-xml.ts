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
  const wide = wideEncoding(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  const head = new TextDecoder().decode(bytes.subarray(0, 200))
  const [, , declared = 'utf-8'] = declaration.exec(head) ?? []
  return new TextDecoder(/^utf-?16(?:le|be)?$/i.test(declared) ? 'utf-8' : declared).decode(bytes)
}

/** Two bytes a letter: by the mark, or by the first letter `<` (XML 1.0, appendix F). */
function wideEncoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return undefined
}
