/** The file's head cannot be used, so no row can; the message says why and what to do. */
export class ImportRefusedError extends Error {
  readonly code = 'import-refused'
}
