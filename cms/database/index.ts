import type { DatabaseAdapterObj } from 'payload'
import { sqliteDatabase } from './sqlite/adapter'
import { checkDatabaseUri, fileOf } from './uri'

/**
 * The one seam between the server and its database: which adapter serves `DATABASE_URI`. Outside this folder nothing
 * leans on what only one database has.
 *
 * What every adapter here owes: real transactions for every write; a commit that fails is an error to the caller; every
 * successful commit is announced (`onCommit`); and all of `Additions`. tests/integration/database holds each to it.
 */
export async function databaseFor(uri: string): Promise<DatabaseAdapterObj> {
  switch (checkDatabaseUri(uri)) {
    case 'sqlite':
      return sqliteDatabase(fileOf(uri) as string)
    case 'postgres':
      // Whoever has one server need not load it.
      return (await import('./postgres/adapter')).postgresDatabase(uri)
  }
}

export { onCommit, onRollback } from './commits'
export { consistentView } from './consistent-view'
export { counting } from './counting'
export { isBusy, isConflict, isOutcomeUnknown, isStorageFailure, isTransient, isUnreachable } from './errors'
export { hints, tellSignIn } from './hints'
export { inMemory, type Limiter, type Limits, limits, spend } from './limits'
export { logReading } from './log-reading'
export { logWriting } from './log-writing'
export { bareText, MOST_LOOKED_AT, orderSearching } from './order-search'
export { paymentSumming, sumsWith } from './payments-of-day'
export { savepoint } from './savepoints'
export { inTransaction } from './transaction'
export { ATTEMPTS, alone, inTurn, inTurnAgain, lockTenant } from './turns'
