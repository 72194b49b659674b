import type Database from 'better-sqlite3'
import type { Cursor } from '@/lib/sync/engine'
import { detachDocuments } from './statements'

/** How much history the journal keeps. Documents and cursor are never pruned. */
export interface Retention {
  /** Most events kept. */
  readonly maxEvents: number
  /** Milliseconds. */
  readonly maxAge: number
  /** Most rows taken at once, so that pruning never holds the process for long. */
  readonly chunk: number
  /** Events appended between two looks at their number. */
  readonly every: number
  /** Milliseconds between two looks at their age. */
  readonly ageEvery: number
}

export const DEFAULT_RETENTION: Retention = {
  maxEvents: 20_000,
  maxAge: 7 * 24 * 3_600_000,
  chunk: 4_000,
  every: 2_000,
  ageEvery: 3_600_000,
}

/** Deletes old events, at most `chunk` rows by each rule in one call; what is left is taken by the next. */
export function prepareRetention(db: Database.Database, retention: Retention) {
  const byCount = prepareDropping(db, 'SELECT seq FROM events WHERE seq <= ? ORDER BY seq LIMIT ?')
  // Time of receipt rises with the sequence but for clock changes, so the oldest rows are enough to look at.
  const byAge = prepareDropping(
    db,
    'SELECT seq FROM (SELECT seq, received_at FROM events ORDER BY seq LIMIT ?) WHERE received_at < ?',
  )
  // A page is kept until all that is in it is old.
  const pagesByCount = db.prepare<[number]>('DELETE FROM pages WHERE up_to <= ?')
  const pagesByAge = db.prepare<[number]>('DELETE FROM pages WHERE received_at < ?')
  let agedAt = Number.NEGATIVE_INFINITY
  return (cursor: Cursor, now: number): void => {
    byCount(cursor.seq - retention.maxEvents, retention.chunk)
    pagesByCount.run(cursor.seq - retention.maxEvents)
    if (Math.abs(now - agedAt) < retention.ageEvery) return
    agedAt = now
    byAge(retention.chunk, now - retention.maxAge)
    pagesByAge.run(now - retention.maxAge)
  }
}

/** Deletes the events that `seqs` selects; documents keep the text they had of them. */
function prepareDropping(db: Database.Database, seqs: string): (...bounds: [number, number]) => void {
  const detach = db.prepare<[number, number]>(detachDocuments(`seq IN (${seqs})`))
  const drop = db.prepare<[number, number]>(`DELETE FROM events WHERE seq IN (${seqs})`)
  return (...bounds) => {
    detach.run(...bounds)
    drop.run(...bounds)
  }
}
