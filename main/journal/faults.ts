import Database from 'better-sqlite3'
import { DamagedJournalError } from './damaged'
import { NewerJournalError } from './migrations'

/**
 * What an error says of the journal's file. `damage`: its content is wrong, and stays so. `disk`: it could not be read or
 * written, which may pass. `null`: neither; a full disk and a missing permission are among these, for they harm no file.
 */
export type Fault = 'damage' | 'disk' | null

export function faultOf(error: unknown): Fault {
  if (error instanceof DamagedJournalError || error instanceof NewerJournalError) return 'damage'
  if (!(error instanceof Database.SqliteError)) return null
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT|MISMATCH)/.test(error.code)) return 'damage'
  return /^SQLITE_(IOERR|PROTOCOL)/.test(error.code) ? 'disk' : null
}

/** While a file is opened, SQLITE_ERROR is a schema that is not ours: a table that exists, a column that does not. */
export function faultOfOpening(error: unknown): Fault {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') return 'damage'
  return faultOf(error)
}
