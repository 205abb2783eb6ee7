import { fileTypeFromBuffer } from 'file-type'
import { RefusedError } from '../refused-error.ts'

const taken: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.oasis.opendocument.text': '.odt',
  'application/vnd.oasis.opendocument.spreadsheet': '.ods',
}

/** Office documents before 2007 share one container: the name says which of them it is. */
const oldOffice: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

/** What iPhones take where nobody has told them otherwise; no browser but Safari shows it. */
const heic = /^image\/hei[cf]/

/**
 * The type that the first bytes tell, or undefined where it is none that we take: markup and scripts have no such bytes.
 * @throws {RefusedError} `heic-image`.
 */
export async function sniffType(content: Buffer, name: string): Promise<string | undefined> {
  const type = (await fileTypeFromBuffer(content))?.mime
  if (type === undefined) return undefined
  if (heic.test(type)) throw new RefusedError('heic-image')
  if (type === 'application/x-cfb') return oldOffice[/\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '']
  return Object.hasOwn(taken, type) ? type : undefined
}

/** The name without folders, control characters and what turns text around. */
export function tidyName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim()
  return clean.length > 0 ? clean.slice(0, 200) : '附件'
}

const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/webp': 'webp' }

/** The name with the ending of what the picture has become. */
export function nameOfImage(name: string, type: string): string {
  const tidy = tidyName(name)
  const ending = endings[type] ?? 'jpg'
  if (new RegExp(`\\.(${ending}|${ending === 'jpg' ? 'jpeg' : ending})$`, 'i').test(tidy)) return tidy
  return `${tidy.replace(/\.[^.]{1,5}$/, '').slice(0, 190)}.${ending}`
}
