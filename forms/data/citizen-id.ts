const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** 公民身份号码 by GB 11643-1999: 18 characters, a birth date that exists, the check character right. The area is not looked up: withdrawn codes stay valid. */
export function isCitizenId(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !isDate(birthDateOf(text))) return false
  return checkCharacterOf(text) === text[17]
}

/** The check character of the 17 digits that a citizen id begins with. */
export function checkCharacterOf(digits: string): string {
  let sum = 0
  for (let index = 0; index < 17; index += 1) sum += weights[index]! * (digits.charCodeAt(index) - 48)
  return '10X98765432'[sum % 11]!
}

/** Birth date of a citizen id, ISO 8601. */
export function birthDateOf(citizenId: string): string {
  return `${citizenId.slice(6, 10)}-${citizenId.slice(10, 12)}-${citizenId.slice(12, 14)}`
}

/** Gender by a citizen id, as GB/T 2261.1 codes it: `1` male, `2` female. */
export function genderOf(citizenId: string): '1' | '2' {
  return Number(citizenId[16]) % 2 === 1 ? '1' : '2'
}

/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8))
  if (month < 1 || month > 12 || day < 1) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 && isLeap ? 29 : daysOfMonths[month - 1]!)
}
