/** Somebody else was writing the same: the transaction is undone whole, and may be done again from its start. */
export class WriteConflict extends Error {
  readonly code = 'write_conflict'

  constructor(cause: unknown) {
    super('Another transaction was writing the same document.', { cause })
  }
}

/** The driver's errors by what they say of themselves: its classes are loaded with the driver alone. */
interface MongoFailure {
  readonly name?: unknown
  readonly code?: unknown
  readonly errorLabels?: readonly string[]
}

const WRITE_CONFLICT = 112
const DUPLICATE_KEY = 11_000

export const hasLabel = (error: unknown, label: string): boolean =>
  (error as MongoFailure).errorLabels?.includes(label) ?? false

/** Whether the server has judged, rather than that its answer was lost or a majority has yet to write. */
export const isRefusedByServer = (error: unknown): boolean => (error as MongoFailure).name === 'MongoServerError'

export const isDuplicate = (error: unknown): boolean => (error as MongoFailure).code === DUPLICATE_KEY

/** Whether another transaction has, or has just made, the document to be written. */
export function isTaken(error: unknown): boolean {
  if (!isRefusedByServer(error)) return false
  const { code } = error as MongoFailure
  return code === WRITE_CONFLICT || code === DUPLICATE_KEY || hasLabel(error, 'TransientTransactionError')
}
