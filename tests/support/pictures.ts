import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import encodeJpeg, { init } from '@jsquash/jpeg/encode.js'

/** Colour of a point, 0 to 255 each. */
export type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number, alpha?: number]

const header = Buffer.from('89504e470d0a1a0a', 'hex')

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A PNG (W3C PNG, 5) whose header may claim another size than its points have. */
export function png(width: number, height: number, paint: Paint, claimed = { width, height }): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(claimed.width, 0)
  head.writeUInt32BE(claimed.height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue, alpha = 255] = paint(x, y)
      rows.set([red, green, blue, alpha], y * (1 + width * 4) + 1 + x * 4)
    }
  }
  return Buffer.concat([
    header,
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Comment\0geo:29.58,120.82')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG as a phone takes it: with the way it was held (EXIF orientation 1 to 8), and where. */
export async function jpeg(width: number, height: number, paint: Paint, orientation = 1): Promise<Buffer> {
  const wasm = new WebAssembly.Module(
    readFileSync(new URL(import.meta.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))),
  )
  await init({
    instantiateWasm: (imports: WebAssembly.Imports, done: (ready: never) => void) => {
      const instance = new WebAssembly.Instance(wasm, imports)
      done(instance as never)
      return instance.exports
    },
  })
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = paint(x, y)
      data.set([red, green, blue, 255], (y * width + x) * 4)
    }
  }
  const plain = Buffer.from(await encodeJpeg({ data, width, height, colorSpace: 'srgb' } as unknown as ImageData))
  return Buffer.concat([plain.subarray(0, 2), exif(orientation), plain.subarray(2)])
}

/** An APP1 segment (EXIF 2.3, 4.5): one tag for the orientation, and a place in words that must not be kept. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x0112, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 29.58N 120.82E', 'latin1')])
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xffe1, 0)
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
