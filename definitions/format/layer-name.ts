import type { Layer } from './bundle.ts'

/** Names a layer among those of a region: the id of its bundle, or `region:CODE`. */
export function layerName({ region, bundle }: Pick<Layer, 'region' | 'bundle'>): string {
  return bundle?.id ?? `region:${region}`
}
