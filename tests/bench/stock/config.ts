import { sqliteAdapter } from '@payloadcms/db-sqlite'
import { buildConfig, type DatabaseAdapterObj } from 'payload'
import { sqliteDatabase } from '@/cms/database/sqlite/adapter'
import { collections } from './collections'

/** Payload's own way to SQLite, the disk waited for as ours waits for it; or ours, with transactions and without document locks. */
export type Way = 'stock' | 'ours'

/** Payload as it comes, but for its way to the database. */
export const stockConfig = (database: string, secret: string, way: Way) =>
  buildConfig({
    secret,
    telemetry: false,
    // Copies: building a configuration adds to what it is given.
    collections: collections.map((each) =>
      way === 'stock' ? { ...each } : { ...each, lockDocuments: false as const },
    ),
    db: way === 'stock' ? stockDatabase(database) : ourDatabase(database),
    graphQL: { disable: true },
  })

const stockDatabase = (database: string) => sqliteAdapter({ client: { url: database }, wal: { synchronous: 'FULL' } })

/** On tables that Payload has made. */
function ourDatabase(database: string): DatabaseAdapterObj {
  const ours = sqliteDatabase(database.slice('file:'.length))
  return { ...ours, init: (args) => Object.assign(ours.init(args), { prodMigrations: undefined }) }
}
