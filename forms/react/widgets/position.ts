import type { MapPoint } from '../../definition/form-definition.ts'

export function canFindPosition(): boolean {
  return isSecureContext && 'geolocation' in navigator
}

/**
 * Where the device is, to about a metre; `undefined` where it does not know, is slow to say, or the person does not allow
 * it. Asked only at the person's own doing.
 */
export function position(patience = 10_000): Promise<MapPoint | undefined> {
  if (!canFindPosition()) return Promise.resolve(undefined)
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          longitude: rounded(coords.longitude),
          latitude: rounded(coords.latitude),
          accuracy: Math.max(1, Math.round(coords.accuracy)),
        }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 30_000 },
    ),
  )
}

/** Five decimals are a metre: more would be noise. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
