/** Pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/**
 * What a picture's header says of its size, before anything is decoded; undefined where it says nothing that can be
 * believed. JPEG (ITU-T T.81, B.2.2), PNG (W3C PNG, 11.2.1), WebP (RFC 9649, 2.5 to 2.7).
 */
export function imageSize(content: Buffer, type: string): ImageSize | undefined {
  const size = type === 'image/jpeg' ? jpegSize(content) : type === 'image/png' ? pngSize(content) : webpSize(content)
  return size && size.width > 0 && size.height > 0 ? size : undefined
}

function pngSize(content: Buffer): ImageSize | undefined {
  if (content.length < 24 || content.toString('latin1', 12, 16) !== 'IHDR') return undefined
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) }
}

/** Frame headers: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Markers without a length. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

function jpegSize(content: Buffer): ImageSize | undefined {
  let at = 2
  while (at + 9 < content.length) {
    if (content[at] !== 0xff) return undefined
    const marker = content[at + 1]!
    if (marker === 0xff) at += 1
    else if (isFrame(marker)) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) }
    else if (isBare(marker)) at += 2
    else if (marker === 0xda || marker === 0xd9) return undefined
    else at += 2 + content.readUInt16BE(at + 2)
  }
  return undefined
}

function webpSize(content: Buffer): ImageSize | undefined {
  if (content.length < 30 || content.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const kind = content.toString('latin1', 12, 16)
  if (kind === 'VP8X') return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ') {
    return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff }
  }
  if (kind !== 'VP8L') return undefined
  const bits = content.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
