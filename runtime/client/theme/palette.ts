/** One accent on cool greys. Every text colour keeps 4.5:1 on `surface` and on `ground`. */
export const palette = {
  accent: '#17599c',
  accentSoft: '#e8f0f8',
  accentLine: '#b9d0e8',
  ground: '#f3f5f8',
  surface: '#ffffff',
  line: '#dfe4ea',
  lineStrong: '#8a94a3',
  text: '#1c2430',
  textSoft: '#4d5866',
  textFaint: '#5f6a78',
  danger: '#b42318',
  dangerSoft: '#fdecea',
  dangerLine: '#f3b5ae',
  warning: '#8a4b00',
  warningSoft: '#fff4e0',
  warningLine: '#f0cf94',
  success: '#1d6b3f',
  successSoft: '#e7f5ec',
  successLine: '#a5d6b7',
} as const

/** `--gz-accent: …` and so on, for style sheets. */
export function paletteVariables(): readonly (readonly [name: string, value: string])[] {
  return Object.entries(palette).map(([name, value]) => [
    `--gz-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ])
}

export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", ' +
  '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'
