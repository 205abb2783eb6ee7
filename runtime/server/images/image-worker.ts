import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import resize, { initResize } from '@jsquash/resize'
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js'
import encodeWebp, { init as initWebpEncoder } from '@jsquash/webp/encode.js'
import { stepBack } from '../checks/step-back.ts'
import {
  type EncodedImage,
  type ImageAnswer,
  type ImageQuestion,
  largestSide,
  mostPixels,
  smallSide,
} from './image-work.ts'

/*
 * The thread that decodes pictures from outside. The codecs are WebAssembly: what a hostile file breaks, it breaks inside
 * their own memory. The thread is ended from outside when it takes too long.
 */

/** The codecs were written for browsers and ask for the browser's class by name. */
class Picture {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}
Object.assign(globalThis, { ImageData: Picture })

const wasm = (path: string) => new WebAssembly.Module(readFileSync(new URL(import.meta.resolve(path))))

const silent = { print: () => {}, printErr: () => {} }

/** Hands the module to a codec that would fetch it otherwise, and keeps it from printing what it thinks of a file. */
function from(path: string): {
  instantiateWasm: (imports: WebAssembly.Imports, done: (ready: never) => void) => WebAssembly.Exports
} {
  return {
    ...silent,
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(wasm(path), imports)
      done(instance as never)
      return instance.exports
    },
  }
}

const codec = {
  jpegDecoder: once(() => initJpegDecoder(from('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'))),
  jpegEncoder: once(() => initJpegEncoder(from('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))),
  pngDecoder: once(() => initPngDecoder(wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))),
  webpDecoder: once(() => initWebpDecoder(from('@jsquash/webp/codec/dec/webp_dec.wasm'))),
  webpEncoder: once(() => initWebpEncoder(from('@jsquash/webp/codec/enc/webp_enc_simd.wasm'))),
  resizer: once(() => initResize(wasm('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm'))),
}

function once(load: () => Promise<unknown>) {
  let loaded: Promise<unknown> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

async function decode({ type, content }: ImageQuestion): Promise<ImageData> {
  const bytes = content.slice().buffer
  if (type === 'image/jpeg') {
    await codec.jpegDecoder()
    return decodeJpeg(bytes, { preserveOrientation: true })
  }
  if (type === 'image/png') {
    await codec.pngDecoder()
    return decodePng(bytes)
  }
  await codec.webpDecoder()
  return decodeWebp(bytes)
}

async function fitted(image: ImageData, side: number, transparent: boolean): Promise<ImageData> {
  const scale = side / Math.max(image.width, image.height)
  if (scale >= 1) return image
  await codec.resizer()
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  const [width, height] = [scaled(image.width), scaled(image.height)]
  return resize(image, { width, height, method: 'triangle', premultiply: transparent, linearRGB: false })
}

async function encode(image: ImageData, transparent: boolean, quality: number): Promise<EncodedImage> {
  const { width, height } = image
  if (transparent) {
    await codec.webpEncoder()
    return {
      type: 'image/webp',
      content: new Uint8Array(await encodeWebp(image, { quality, method: 2 })),
      width,
      height,
    }
  }
  await codec.jpegEncoder()
  const content = new Uint8Array(await encodeJpeg(image, { quality, progressive: false }))
  return { type: 'image/jpeg', content, width, height }
}

function isTransparent({ data }: ImageData): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  return false
}

async function answer(question: ImageQuestion): Promise<ImageAnswer> {
  try {
    const decoded = await decode(question)
    const { width, height, data } = decoded
    if (width * height > mostPixels || data.length !== width * height * 4) throw new Error('another size than said')
    const transparent = question.type !== 'image/jpeg' && isTransparent(decoded)
    const image = await fitted(decoded, largestSide, transparent)
    const full = await encode(image, transparent, 82)
    const small = await encode(await fitted(image, smallSide, transparent), transparent, 72)
    return { id: question.id, images: { full, small } }
  } catch (error) {
    return { id: question.id, failed: String(error) }
  }
}

stepBack()
parentPort?.on('message', async (question: ImageQuestion) => parentPort?.postMessage(await answer(question)))
