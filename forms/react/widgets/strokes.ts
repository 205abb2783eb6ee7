export interface StrokePoint {
  /** CSS pixels from the pad's corner. */
  readonly x: number
  readonly y: number
}

/** What is drawn without lifting the pen. */
export type Stroke = readonly StrokePoint[]

/** Pixels around the signature in its picture. */
const margin = 12
const ink = '#101828'

/** Draws on a canvas of the size it has on the page, sharp on every screen. */
export function drawStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[]) {
  const scale = devicePixelRatio || 1
  canvas.width = canvas.clientWidth * scale
  canvas.height = canvas.clientHeight * scale
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(scale, scale)
  paint(context, strokes)
}

/** A picture of the signature alone, on white, twice its size on the screen so that it prints sharp. */
export async function signaturePicture(strokes: readonly Stroke[], name: string): Promise<File> {
  const points = strokes.flat()
  const left = Math.min(...points.map(({ x }) => x)) - margin
  const top = Math.min(...points.map(({ y }) => y)) - margin
  const width = Math.max(...points.map(({ x }) => x)) + margin - left
  const height = Math.max(...points.map(({ y }) => y)) + margin - top
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * 2)
  canvas.height = Math.ceil(height * 2)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw.')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(2, 2)
  context.translate(-left, -top)
  paint(context, strokes)
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!picture) throw new Error('This browser cannot make pictures.')
  return new File([picture], `${name}.png`, { type: 'image/png' })
}

/** Through the middles of the points, so that the line is round. */
function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[]) {
  context.strokeStyle = ink
  context.fillStyle = ink
  context.lineWidth = 2.5
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) {
    const [first, ...rest] = stroke
    if (!first) continue
    context.beginPath()
    if (rest.length === 0) {
      context.arc(first.x, first.y, 1.5, 0, Math.PI * 2)
      context.fill()
      continue
    }
    context.moveTo(first.x, first.y)
    rest.forEach((point, index) => {
      const next = rest[index + 1] ?? point
      context.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
    })
    context.stroke()
  }
}
