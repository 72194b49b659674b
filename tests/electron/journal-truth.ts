import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Order } from '@/lib/domain'
import type { Cursor } from '@/lib/sync/engine'
import { journalPath } from '@/main/sync/journal-path'

/** What a journal's file says, read by SQLite alone. */
export interface JournalTruth {
  readonly integrity: string
  readonly cursor: Cursor
  /** Seq of the newest event. */
  readonly newest: number
  readonly seqs: readonly number[]
  /** Orders whose document is not what the last event about them carries. */
  readonly stale: readonly string[]
}

export function journalFile(dataDir: string, serverUrl: string): string {
  return journalPath(join(dataDir, 'station'), serverUrl)
}

/** `null` while there is no file yet. */
function reading<T>(file: string, read: (db: Database.Database) => T): T | null {
  if (!existsSync(file)) return null
  const db = new Database(file, { readonly: true, timeout: 2_000 })
  try {
    return read(db)
  } finally {
    db.close()
  }
}

function cursorOf(db: Database.Database): Cursor | null {
  const hasCursor = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'cursor'").get()
  return hasCursor ? ((db.prepare('SELECT epoch, seq FROM cursor').get() as Cursor | undefined) ?? null) : null
}

/** How far the journal is; `null` while there is no cursor yet. */
export const readCursor = (file: string): Cursor | null => reading(file, cursorOf)

/** `null` while there is no cursor yet. */
export function readJournal(file: string): JournalTruth | null {
  return reading(file, (db) => {
    const cursor = cursorOf(db)
    if (!cursor) return null
    const events = db.prepare('SELECT seq, document FROM events ORDER BY seq').all() as {
      seq: number
      document: string | null
    }[]
    const latest = new Map<string, number>()
    for (const { document } of events) {
      const order = document === null ? null : (JSON.parse(document) as Partial<Order>)
      if (order?.orderID && order.version) latest.set(order.orderID, order.version)
    }
    const documents = db.prepare("SELECT key, body FROM whole_documents WHERE kind = 'order'").all() as {
      key: string
      body: string
    }[]
    const versions = new Map(documents.map(({ key, body }) => [key, (JSON.parse(body) as Order).version]))
    return {
      integrity: db.pragma('integrity_check', { simple: true }) as string,
      cursor,
      newest: events.at(-1)?.seq ?? cursor.seq,
      seqs: events.map(({ seq }) => seq),
      stale: [...latest].filter(([orderID, version]) => versions.get(orderID) !== version).map(([orderID]) => orderID),
    }
  })
}
