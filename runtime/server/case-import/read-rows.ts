import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'

/** One row as it stands in the file; `line` counts from 1 and is where the row begins. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** The file cannot be read as rows at all; the message says where and why. */
export class UnreadableFileError extends Error {
  readonly code = 'unreadable-file'
}

type Encoding = 'utf-8' | 'gb18030'

const longestRow = 1024 * 1024

/** UTF-8 (with or without a byte order mark) where the whole file is that, else GB18030, which Chinese Excel writes. */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

/** The rows of a CSV file one after another, the header first; blank rows are left out. @throws {UnreadableFileError} */
export async function* readRows(file: string, encoding: Encoding): AsyncGenerator<Row> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    trim: true,
  })
  const text = Readable.from(decoded(file, encoding))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  let end = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines - record.reduce((count, cell) => count + (cell.match(/\n/g)?.length ?? 0), 0)
      end = info.lines
      if (record.some((cell) => cell !== '')) yield { line: Math.max(1, line), cells: record }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnreadableFileError(
      `第 ${end + 1} 行起无法读取。 The file cannot be read from line ${end + 1} on: ${reason}`,
    )
  } finally {
    text.destroy()
  }
}

async function* decoded(file: string, encoding: Encoding) {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}
