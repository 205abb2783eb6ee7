/** What the worker is asked. */
export interface ImageQuestion {
  readonly id: number
  readonly type: string
  readonly content: Uint8Array
}

/** One picture made anew. */
export interface EncodedImage {
  readonly type: 'image/jpeg' | 'image/webp'
  readonly content: Uint8Array
  readonly width: number
  readonly height: number
}

/** What a picture becomes: as large as it is kept, and small, for lists. */
export interface EncodedImages {
  readonly full: EncodedImage
  readonly small: EncodedImage
}

export type ImageAnswer = { readonly id: number } & ({ readonly images: EncodedImages } | { readonly failed: string })

/** The longer side, at most. */
export const largestSide = 2560
export const smallSide = 320

/** More pixels than this are not decoded: 25 million are what the phones of today take without asking. */
export const mostPixels = 25_000_000
