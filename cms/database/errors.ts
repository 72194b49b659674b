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
      : isUnreachable(cause)
        ? 'The database cannot be reached just now. Nothing was changed; try again shortly.'
        : `${REFUSED} (is the disk full?). Nothing was changed; try again once the disk has room.`
    super(message, 503, { code: 'storage_failed' }, true)
    this.cause = cause
  }
}

/** The answer to a commit was lost and nobody can say what became of it. A command may be sent again; anything else is looked at. */
export class OutcomeUnknownError extends APIError {
  readonly code = 'outcome_unknown'

  constructor(cause: unknown) {
    const message = 'The database was lost while it saved this, so it may be done or not. Look before you repeat it.'
    super(message, 503, { code: 'outcome_unknown' }, true)
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

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|TOOBIG|PROTOCOL)|^(53|58|XX|25006)/

/** Nobody answers: codes of Postgres and of the system, and what its driver says without one. */
const UNREACHABLE_CODES = /^(08|57P0|25P03|E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH))/
const UNREACHABLE_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connec|Query read timeout)/

/** Somebody else has the database just now. */
const BUSY_CODES = /^(SQLITE_(BUSY|LOCKED)|write_lock_timeout$|55P03$|57014$)/

/** Postgres: serialisation failure, deadlock. MongoDB: somebody else was writing the same document. */
const CONFLICT_CODES = /^(40001|40P01|write_conflict)$/

/** MongoDB's driver has classes where others have codes: nobody answers, or who answers is no longer the primary. */
const UNREACHABLE_CLASSES =
  /^Mongo(Network|NetworkTimeout|ServerSelection|TopologyClosed|PoolCleared\w*|NotConnected)Error$/
const NOT_PRIMARY_CODES = new Set([91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436])
/** Of MongoDB: its disk is full or broken, or a majority could not be had. */
const STORAGE_NUMBERS = new Set([64, 14_031])
/** What MongoDB's server says of a transaction that it has undone whole. */
const UNDONE_WHOLE = 'TransientTransactionError'

/** Whether an error, or what caused it, is the database failing rather than refusing the data. */
export function isStorageFailure(error: unknown): boolean {
  return (
    isUnreachable(error) ||
    isCausedBy(
      error,
      (cause, code) =>
        cause instanceof StorageFailedError || STORAGE_CODES.test(code) || STORAGE_NUMBERS.has(numberOf(cause)),
    )
  )
}

/** Whether it may have been done: nobody can say. */
export const isOutcomeUnknown = (error: unknown): boolean => isCausedBy(error, (_, code) => code === 'outcome_unknown')

/** Whether nobody answers: neither it nor what it would have changed is at fault. */
export const isUnreachable = (error: unknown): boolean =>
  isCausedBy(
    error,
    (cause, code) =>
      UNREACHABLE_CODES.test(code) ||
      NOT_PRIMARY_CODES.has(numberOf(cause)) ||
      (cause instanceof Error && (UNREACHABLE_WORDS.test(cause.message) || UNREACHABLE_CLASSES.test(cause.name))),
  )

/** Whether the same may succeed another time: the database failed or was busy, whatever was asked of it. */
export function isTransient(error: unknown): boolean {
  return isStorageFailure(error) || isCausedBy(error, (_, code) => BUSY_CODES.test(code) || code === 'outcome_unknown')
}

/** Whether others had what it needs for longer than it waits, or again and again: nothing was changed. */
export const isBusy = (error: unknown): boolean =>
  isCausedBy(error, (_, code) => BUSY_CODES.test(code) || CONFLICT_CODES.test(code))

/** Two transactions were in each other's way and this one was undone whole: it may be done again from its start. */
export function isConflict(error: unknown): boolean {
  return isCausedBy(
    error,
    (cause, code) => CONFLICT_CODES.test(code) || (isUndoneWhole(cause) && !isUnreachable(cause)),
  )
}

function isUndoneWhole(error: unknown): boolean {
  const { errorLabels } = error as { errorLabels?: unknown }
  return Array.isArray(errorLabels) && errorLabels.includes(UNDONE_WHOLE)
}

/** MongoDB's codes are numbers. */
function numberOf(error: unknown): number {
  const { code } = error as { code?: unknown }
  return typeof code === 'number' ? code : Number.NaN
}

function isCausedBy(error: unknown, matches: (cause: unknown, code: string) => boolean): boolean {
  for (let current = error, depth = 0; current && depth < 8; depth += 1) {
    const { code, cause } = current as { code?: unknown; cause?: unknown }
    if (matches(current, typeof code === 'string' ? code : '')) return true
    current = cause
  }
  return false
}
