import { APIError } from 'payload'

/** A commit or write the database refused: nothing of the change is kept. The caller sees 503 `storage_failed`. */
export class StorageFailedError extends APIError {
  readonly code = 'storage_failed'

  constructor(cause: unknown) {
    super(
      'The change could not be saved because the database refused to write it (is the disk full?). Nothing was changed; try again once the disk has room.',
      503,
      { code: 'storage_failed' },
      true,
    )
    this.cause = cause
  }
}

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|TOOBIG|PROTOCOL)/

/** Whether an error, or what caused it, is the database failing rather than refusing the data. */
export function isStorageFailure(error: unknown): boolean {
  for (let current = error, depth = 0; current && depth < 8; depth += 1) {
    if (current instanceof StorageFailedError) return true
    const { code, cause } = current as { code?: unknown; cause?: unknown }
    if (typeof code === 'string' && STORAGE_CODES.test(code)) return true
    current = cause
  }
  return false
}
