/** 金额 in 分 as it is read: thousands parted, two decimals. */
export function shownMoney(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/**
 * Yuan as people type them, in 分: `1234.5`, `1,234.50`, `￥1 234.5`, `12万`. The text itself where it is no amount or has
 * parts of a 分; `undefined` where nothing was typed.
 */
export function readMoney(text: string): number | string | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll(/[\s,¥]|元$/g, '')
  if (plain === '') return undefined
  const [, sign = '', whole = '', decimals = '', isTenThousands] = /^([+-]?)(\d*)(?:\.(\d*))?(万)?$/.exec(plain) ?? []
  if (whole === '' && decimals === '') return text
  const places = isTenThousands ? 6 : 2
  const tidy = decimals.replace(/0+$/, '')
  if (tidy.length > places || whole.length > 13) return text
  const cents = Number(whole + tidy.padEnd(places, '0'))
  return Number.isSafeInteger(cents) ? (sign === '-' ? -cents : cents) : text
}
