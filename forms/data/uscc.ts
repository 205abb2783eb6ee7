const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** 统一社会信用代码 by GB 32100-2015: both check characters right (that of the organisation code inside is by GB 11714). */
export function isUscc(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * characters.indexOf(text[index]!), 0)
  return characters[(31 - (sum % 31)) % 31] === text[17] && organisationCheck(text.slice(8, 16)) === text[16]
}

/** GB 11714 counts letters A to Z as 10 to 35. */
function organisationCheck(code: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(code[index]!, 36),
    0,
  )
  return '0123456789X0'[11 - (sum % 11)]!
}
