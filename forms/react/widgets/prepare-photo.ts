import type { PhotoStamp } from '../../definition/form-definition.ts'
import { stampLines } from './stamp-lines.ts'

/** The longer side of a photo as it is sent, in pixels: enough to read a number plate, a tenth of what cameras make. */
const longestSide = 2048
const quality = 0.85
/** Smaller pictures that need no stamp are sent as they are. */
const smallEnough = 600 * 1024

/**
 * A photo as it is sent: the right way up, at most 2048 pixels wide or high, without what the camera noted inside, the
 * stamp written into it. What this browser cannot open as a picture comes back as it was, for the server to judge.
 */
export async function preparedPhoto(file: File, stamp: PhotoStamp | undefined): Promise<File> {
  if (!/^image\/(jpeg|png|webp|bmp|heic|heif|avif)$/.test(file.type)) return file
  if (file.size <= smallEnough && !stamp && file.type !== 'image/bmp') return file
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!picture) return file
  try {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    const context = canvas.getContext('2d')
    if (!context) return file
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    if (stamp) write(context, stampLines(stamp))
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!blob || (!stamp && blob.size >= file.size && scale === 1)) return file
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, {
      type: 'image/jpeg',
      lastModified: file.lastModified,
    })
  } finally {
    picture.close()
  }
}

/** In the corner, white with a dark edge: read on every ground. */
function write(context: CanvasRenderingContext2D, lines: readonly string[]) {
  const { width, height } = context.canvas
  const size = Math.max(14, Math.round(Math.max(width, height) / 45))
  context.font = `${size}px system-ui, sans-serif`
  context.textBaseline = 'bottom'
  context.lineWidth = size / 5
  context.lineJoin = 'round'
  context.strokeStyle = 'rgb(0 0 0 / 75%)'
  context.fillStyle = '#fff'
  lines.toReversed().forEach((line, index) => {
    const y = height - size * 0.6 - index * size * 1.35
    context.strokeText(line, size * 0.6, y)
    context.fillText(line, size * 0.6, y)
  })
}
