import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { StorageUse } from '@/lib/sync/engine'

/** What the journal's file takes on the disk, and how much of each thing is in it. */
export function storageUse(db: Database.Database, path: string): readonly StorageUse[] {
  const count = (table: string) => db.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get() ?? 0
  const outbox = db
    .prepare<[], { count: number; bytes: number }>(
      'SELECT COUNT(*) AS count, COALESCE(SUM(LENGTH(CAST(body AS BLOB))), 0) AS bytes FROM outbox',
    )
    .get()
  return [
    { name: 'Journal on disk', bytes: sizeOf(path), count: null },
    { name: 'Write-ahead log on disk', bytes: sizeOf(`${path}-wal`), count: null },
    { name: 'Events kept', bytes: null, count: count('events') },
    { name: 'Documents kept', bytes: null, count: count('documents') },
    { name: 'Commands waiting (outbox)', bytes: outbox?.bytes ?? null, count: outbox?.count ?? null },
  ]
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
