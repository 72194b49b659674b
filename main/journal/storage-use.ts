import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { StorageUse } from '@/lib/sync/engine'

/**
 * What the journal's file takes on the disk, and how much of each thing is in it. Events are counted from the oldest
 * number to the newest, those in pages with them: counting rows would read every page, tens of milliseconds of a full journal. An import that
 * left holes makes it too many.
 */
export function storageUse(db: Database.Database, path: string): readonly StorageUse[] {
  const one = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0
  const events = one(
    `SELECT MAX(last) - MIN(first) + 1 FROM (
       SELECT (SELECT MIN(seq) FROM events) AS first, (SELECT MAX(seq) FROM events) AS last
       UNION ALL SELECT MIN(after) + 1, MAX(up_to) FROM pages)`,
  )
  const waiting = one('SELECT SUM(LENGTH(CAST(body AS BLOB))) FROM outbox')
  const refused = one('SELECT SUM(LENGTH(CAST(body AS BLOB))) FROM set_aside')
  return [
    { name: 'Journal on disk', bytes: sizeOf(path), count: null },
    { name: 'Write-ahead log on disk', bytes: sizeOf(`${path}-wal`), count: null },
    { name: 'Events kept', bytes: null, count: events },
    { name: 'Documents kept', bytes: null, count: one('SELECT COUNT(*) FROM documents') },
    { name: 'Commands waiting (outbox)', bytes: waiting, count: one('SELECT COUNT(*) FROM outbox') },
    { name: 'Commands refused', bytes: refused, count: one('SELECT COUNT(*) FROM set_aside') },
  ]
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
