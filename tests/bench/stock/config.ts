import { sqliteAdapter } from '@payloadcms/db-sqlite'
import { buildConfig } from 'payload'
import { collections } from './collections'

/** Payload as it comes, with its own adapter of SQLite; the disk is waited for as ours waits for it. */
export const stockConfig = (database: string, secret: string) =>
  buildConfig({
    secret,
    telemetry: false,
    collections,
    db: sqliteAdapter({ client: { url: database }, wal: { synchronous: 'FULL' } }),
    graphQL: { disable: true },
  })
