import type { CollectionConfig, DatabaseAdapterObj } from 'payload'
import { sqliteDatabase } from './sqlite/adapter'
import { checkDatabaseUri, DatabaseUriError, fileOf } from './uri'

/**
 * The one seam between the server and its database: which adapter serves `DATABASE_URI`. Outside this folder nothing
 * leans on what only one database has.
 *
 * What every adapter here owes: real transactions for every write; a commit that fails is an error to the caller; every
 * successful commit is announced (`onCommit`); and all of `Additions`. tests/integration/database holds each to it.
 */
export async function databaseFor(uri: string): Promise<Database> {
  switch (checkDatabaseUri(uri)) {
    case 'sqlite':
      return { db: sqliteDatabase(fileOf(uri) as string), prepare: asTheyAre }
    case 'postgres':
      // Whoever has one server need not load it.
      return { db: (await import('./postgres/adapter')).postgresDatabase(uri), prepare: asTheyAre }
    case 'mongodb':
      return mongodb(uri)
  }
}

interface Database {
  readonly db: DatabaseAdapterObj
  /** What the database needs the collections to say. */
  prepare(collections: readonly CollectionConfig[]): CollectionConfig[]
}

const asTheyAre = (collections: readonly CollectionConfig[]) => [...collections]

/** A build that was not made for it carries neither the driver nor this. */
async function mongodb(uri: string): Promise<Database> {
  if (process.env.AX_CARRIES_MONGODB === 'no') {
    throw new DatabaseUriError(
      'This build of the server does not carry what MongoDB needs. Build and start it from a checkout: AX_MONGODB=unproven npm run serve.',
    )
  } else {
    const [{ mongodbDatabase }, { numbered }] = await Promise.all([
      import('./mongodb/adapter'),
      import('./mongodb/numbers'),
    ])
    return { db: mongodbDatabase(uri), prepare: numbered }
  }
}

export { onCommit, onRollback } from './commits'
export { consistentView } from './consistent-view'
export { counting } from './counting'
export { isBusy, isConflict, isOutcomeUnknown, isStorageFailure, isTransient, isUnreachable } from './errors'
export { hints, tellSignIn } from './hints'
export { inMemory, type Limiter, type Limits, limits, type Spent, spend, spentOf } from './limits'
export { logReading } from './log-reading'
export { logWriting } from './log-writing'
export { MOST_LOOKED_AT, orderSearching } from './order-search'
export { paymentSumming, sumsWith } from './payments-of-day'
export { savepoint } from './savepoints'
export { inTransaction } from './transaction'
export { ATTEMPTS, alone, inTurn, inTurnAgain, lockTenant } from './turns'
