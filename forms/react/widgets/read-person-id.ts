import { isCitizenId } from '../../data/citizen-id.ts'

/** The part of the Shape Detection API that reads text; few browsers have it. */
interface TextDetector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>
}

const detectors = globalThis as { readonly TextDetector?: new () => TextDetector }

export function canReadText(): boolean {
  return detectors.TextDetector !== undefined
}

/** The citizen id a picture of a card shows; nothing where none can be read. The picture does not leave the device. */
export async function personIdIn(picture: Blob): Promise<string | undefined> {
  if (!detectors.TextDetector) return undefined
  try {
    const texts = await new detectors.TextDetector().detect(await createImageBitmap(picture))
    const characters = texts.map(({ rawValue }) => rawValue.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
    return characters.flatMap((text) => text.match(/\d{17}[\dX]/g) ?? []).find(isCitizenId)
  } catch {
    return undefined
  }
}
