import path from 'node:path'
import type { DatabaseAdapterObj } from 'payload'
import { DatabaseUriError } from './errors'
import { sqliteDatabase } from './sqlite/adapter'

/**
 * The one seam between the server and its database: which adapter serves `DATABASE_URI`. Outside this folder nothing
 * leans on what only one database has.
 *
 * What every adapter here owes: real transactions for every write; a commit that fails is an error to the caller; every
 * successful commit is announced (`onCommit`); `consistentView` reads one moment of the database.
 */
export function databaseFor(uri: string): DatabaseAdapterObj {
  const scheme = /^([a-z+]+):/.exec(uri)?.[1]
  switch (scheme) {
    case 'file':
      return sqliteDatabase(uri.slice('file:'.length))
    case 'postgres':
    case 'postgresql':
    case 'mongodb':
    case 'mongodb+srv':
      throw new DatabaseUriError(
        `DATABASE_URI asks for ${scheme}, which this version cannot use yet. Leave it unset to use the embedded SQLite, or give a file: address.`,
      )
    default:
      throw new DatabaseUriError(
        `DATABASE_URI must be a file: address of a SQLite database, such as file:${path.resolve('ax-station.db')}.`,
      )
  }
}

export { announceCommit, onCommit, onRollback } from './commits'
export { consistentView } from './consistent-view'
export { DatabaseUriError, isStorageFailure, StorageFailedError } from './errors'
