import type Database from 'better-sqlite3'
import type { DocumentChange } from '@/lib/domain'
import type { Cursor, JournalContents, StoredEvent } from '@/lib/sync/engine'
import { DamagedJournalError } from './damaged'
import { cursorSum, fromRow, ROW, textSum, type WrittenRow } from './event-row'
import { type BySeq, preparePages } from './pages'

/**
 * Everything a client needs of its journal.
 * @param lost told of a fetched page that is missing again, see `preparePages`
 * @throws DamagedJournalError when a row is not what was written
 */
export function readContents(
  db: Database.Database,
  recentLimit: number,
  lost: (reason: string) => void,
): Omit<JournalContents, 'recovered'> {
  return { cursor: readCursor(db), documents: readDocuments(db), recentEvents: readRecent(db, recentLimit, lost) }
}

export function readCursor(db: Database.Database): Cursor | null {
  const row = db.prepare<[], Cursor & { sum: number }>('SELECT epoch, seq, sum FROM cursor').get()
  if (!row) return null
  const cursor = { epoch: row.epoch, seq: row.seq }
  if (row.sum !== cursorSum(cursor)) throw new DamagedJournalError('the cursor is not what was written')
  return cursor
}

function readDocuments(db: Database.Database): DocumentChange[] {
  const rows = db
    .prepare<[], { kind: string; key: string; body: string | null; sum: number }>(
      'SELECT kind, key, body, sum FROM whole_documents',
    )
    .all()
  return rows.map(({ kind, key, body, sum }) => {
    if (body === null || sum !== textSum(body))
      throw new DamagedJournalError(`the ${kind} ${key} is not what was written`)
    return { kind, key, document: JSON.parse(body) } as DocumentChange
  })
}

function readRecent(db: Database.Database, limit: number, lost: (reason: string) => void): StoredEvent[] {
  if (limit === 0) return []
  const rows = db
    .prepare<[number], WrittenRow>(
      `SELECT ${ROW} FROM events WHERE epoch = (SELECT epoch FROM cursor) ORDER BY seq DESC LIMIT ?`,
    )
    .all(limit)
  const events: BySeq = new Map()
  try {
    for (const row of rows) events.set(row.seq, fromRow(row))
  } catch (error) {
    throw new DamagedJournalError(`an event is not what was written: ${error instanceof Error ? error.message : error}`)
  }
  preparePages(db, lost).addNewest(limit, events)
  return inOrder(events).slice(-limit)
}

export function inOrder(events: BySeq): StoredEvent[] {
  return [...events].sort(([a], [b]) => a - b).map(([, event]) => event)
}
