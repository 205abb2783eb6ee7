import { formats, type PropertySchema } from '#forms'

/** Gives each personal value another one of the same kind; the same value always the same one, so that who was one person stays one. */
export interface Pseudonyms {
  readonly of: (text: string, schema: PropertySchema) => string
}

/** `shiftDays`, by which dates move back, must not be stored: who knows it knows the dates. */
export function pseudonyms(shiftDays: number): Pseudonyms {
  const given = new Map<string, string>()
  return {
    of: (text, schema) => {
      const kind = kindOf(text, schema)
      const key = `${kind} ${text}`
      const known = given.get(key)
      if (known !== undefined) return known
      const number = given.size + 1
      const invented = (inventors[kind] ?? inventedText)({ text, number, shiftDays, schema })
      given.set(key, invented)
      return invented
    },
  }
}

/** A number that can only be of one kind is of that kind wherever it was written. */
function kindOf(text: string, { format }: PropertySchema): string {
  if (typeof format === 'string') return format
  const numbered = (['citizen-id', 'uscc', 'mobile-phone'] as const).find((kind) => formats[kind](text))
  return numbered ?? (text.indexOf('@') > 0 && !/\s/.test(text) ? 'email' : 'text')
}

interface Asked {
  readonly text: string
  /** Counts the values of one recording. */
  readonly number: number
  readonly shiftDays: number
  readonly schema: PropertySchema
}

const padded = (number: number, length: number) => String(number % 10 ** length).padStart(length, '0')

const inventors: Readonly<Record<string, (asked: Asked) => string>> = {
  date: ({ text, shiftDays }) => earlier(text, shiftDays),
  'date-time': ({ text, shiftDays }) => `${earlier(text.slice(0, 10), shiftDays)}${text.slice(10)}`,
  time: ({ text }) => text,
  'citizen-id': inventedCitizenId,
  uscc: inventedUscc,
  'mobile-phone': ({ number }) => `1990000${padded(number, 4)}`,
  phone: ({ text, number }) => (text.startsWith('1') ? `1990000${padded(number, 4)}` : `0570-2000${padded(number, 4)}`),
  email: ({ number }) => `person${number}@example.com`,
  /** Where something is decides who is concerned with it; a region is nobody's name. */
  'region-code': ({ text }) => text,
}

function earlier(date: string, days: number): string {
  const moment = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(moment) ? date : new Date(moment - days * 86_400_000).toISOString().slice(0, 10)
}

/** Of no division there is, the birth date moved, the same gender (GB 11643: the last of the three serial digits). */
function inventedCitizenId({ text, number, shiftDays }: Asked): string {
  const birth = earlier(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`, shiftDays).replaceAll(
    '-',
    '',
  )
  const gender = Number(text[16]) % 2
  const serial = padded(((number % 400) + 1) * 2 + gender, 3)
  return ending([`999901${birth}${serial}`], '0123456789X', formats['citizen-id']) ?? text.replaceAll(/\d/g, '0')
}

function inventedUscc({ text, number }: Asked): string {
  const organisations = [...'0123456789X'].map((check) => `91999901MA${padded(number, 6)}${check}`)
  return ending(organisations, '0123456789ABCDEFGHJKLMNPQRTUWXY', formats.uscc) ?? text.replaceAll(/[\dA-Z]/g, '0')
}

/** The first of the beginnings that a check character makes whole. */
function ending(beginnings: readonly string[], characters: string, isWhole: (text: string) => boolean) {
  return beginnings.flatMap((beginning) => [...characters].map((last) => beginning + last)).find(isWhole)
}

/** Reads as a test, within the length that the schema allows; where it asks for a pattern, of the same shape as the text. */
function inventedText({ text, number, schema }: Asked): string {
  const { pattern, minLength = 0, maxLength = 1000 } = schema
  const words = `测试${number}`
  const fits = pattern === undefined && words.length >= Number(minLength) && words.length <= Number(maxLength)
  return fits && words !== text ? words : sameShape(text, number)
}

function sameShape(text: string, number: number): string {
  const turn = 1 + (number % 8)
  return text
    .replaceAll(/\d/g, (digit) => String((Number(digit) + turn) % 10))
    .replaceAll(/[a-z]/g, (letter) => turned(letter, 'a', turn))
    .replaceAll(/[A-Z]/g, (letter) => turned(letter, 'A', turn))
    .replaceAll(/\p{Script=Han}/gu, (sign) => (sign === '某' ? '甲' : '某'))
}

function turned(letter: string, first: string, turn: number): string {
  const base = first.charCodeAt(0)
  return String.fromCharCode(base + ((letter.charCodeAt(0) - base + turn) % 26))
}
