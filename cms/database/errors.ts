import { APIError } from 'payload'

const REFUSED = 'The change could not be saved because the database refused to write it'

/**
 * A commit or write the database refused: the change is not in use. The caller sees 503 `storage_failed`. Where the disk
 * failed during the commit, what it had taken by then may be found, and be valid, after a crash: the message says so.
 */
export class StorageFailedError extends APIError {
  readonly code = 'storage_failed'

  constructor(cause: unknown) {
    const message = failedOnTheDisk(cause)
      ? `${REFUSED} (the disk failed). It was taken back, but may be there again after a restart: look before you repeat it, and have the disk checked.`
      : `${REFUSED} (is the disk full?). Nothing was changed; try again once the disk has room.`
    super(message, 503, { code: 'storage_failed' }, true)
    this.cause = cause
  }
}

/** Whether the disk itself failed: it may hold all, some or nothing of a commit then. */
function failedOnTheDisk(error: unknown): boolean {
  for (let current = error, depth = 0; current && depth < 8; depth += 1) {
    const { code, cause } = current as { code?: unknown; cause?: unknown }
    if (typeof code === 'string' && code.startsWith('SQLITE_IOERR')) return true
    current = cause
  }
  return false
}

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|TOOBIG|PROTOCOL)/

/** Somebody else has the database just now. */
const BUSY_CODES = /^(SQLITE_(BUSY|LOCKED)|write_lock_timeout$)/

/** Postgres: serialisation failure, deadlock. */
const CONFLICT_CODES = /^(40001|40P01)$/

/** Whether an error, or what caused it, is the database failing rather than refusing the data. */
export function isStorageFailure(error: unknown): boolean {
  return isCausedBy(error, (cause, code) => cause instanceof StorageFailedError || STORAGE_CODES.test(code))
}

/** Whether the same may succeed another time: the database failed or was busy, whatever was asked of it. */
export function isTransient(error: unknown): boolean {
  return isStorageFailure(error) || isCausedBy(error, (_, code) => BUSY_CODES.test(code))
}

/** Two transactions were in each other's way and this one was undone whole: it may be done again from its start. */
export function isConflict(error: unknown): boolean {
  return isCausedBy(error, (_, code) => CONFLICT_CODES.test(code))
}

function isCausedBy(error: unknown, matches: (cause: unknown, code: string) => boolean): boolean {
  for (let current = error, depth = 0; current && depth < 8; depth += 1) {
    const { code, cause } = current as { code?: unknown; cause?: unknown }
    if (matches(current, typeof code === 'string' ? code : '')) return true
    current = cause
  }
  return false
}
