import type { ReactNode } from 'react'

/** Pictures beside words: drawn in the colour of the text, silent to screen readers. */
export const icons = {
  up: drawn('M12 20V5m-6 6 6-6 6 6'),
  down: drawn('M12 4v15m-6-6 6 6 6-6'),
  calendar: drawn('M4 6h16v14H4zM4 10h16M8 3v4m8-4v4'),
  clock: drawn('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2'),
  camera: drawn('M3 8h4l2-3h6l2 3h4v11H3zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z'),
  clear: drawn('m7 7 10 10M17 7 7 17'),
  copy: drawn('M8 8h12v12H8zM16 8V4H4v12h4'),
  remove: drawn('M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5m4-5v5'),
  edit: drawn('m4 20 1-4L16 5l3 3L8 19z'),
  open: drawn('m6 9 6 6 6-6'),
  file: drawn('M6 3h8l4 4v14H6zM14 3v4h4'),
  picture: drawn('M3 5h18v14H3zm0 11 5-5 4 4 3-3 6 6M9 9.5h.01'),
  upload: drawn('M12 16V4m-5 5 5-5 5 5M4 16v4h16v-4'),
  done: drawn('m5 12 5 5 9-10'),
  busy: (
    <svg className="gz-icon gz-icon-busy" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3a9 9 0 1 1-9 9" />
    </svg>
  ),
} as const

function drawn(path: string): ReactNode {
  return (
    <svg className="gz-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
