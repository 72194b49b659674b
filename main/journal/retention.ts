import type Database from 'better-sqlite3'
import type { Cursor } from '@/lib/sync/engine'

/** How much history the journal keeps. Documents and cursor are never pruned. */
export interface Retention {
  /** Most events kept. */
  readonly maxEvents: number
  /** Milliseconds. */
  readonly maxAge: number
  /** Most rows one pruning transaction takes, so that it never holds the process for long. */
  readonly chunk: number
  /** Events appended between two looks. */
  readonly every: number
}

export const DEFAULT_RETENTION: Retention = {
  maxEvents: 20_000,
  maxAge: 7 * 24 * 3_600_000,
  chunk: 2_000,
  every: 500,
}

/** Deletes old events, at most `chunk` by each rule in one call; what is left is taken by the next. */
export function prepareRetention(db: Database.Database, retention: Retention) {
  const byCount = db.prepare<[string, number, number]>(
    `DELETE FROM events WHERE (epoch, seq) IN
       (SELECT epoch, seq FROM events WHERE epoch = ? AND seq <= ? ORDER BY seq LIMIT ?)`,
  )
  // Time of receipt rises with the sequence but for clock changes, so the oldest rows of the epoch are enough to look at.
  const byAge = db.prepare<[string, number, number]>(
    `DELETE FROM events WHERE (epoch, seq) IN
       (SELECT epoch, seq FROM
         (SELECT epoch, seq, received_at FROM events WHERE epoch = ? ORDER BY seq LIMIT ?)
        WHERE received_at < ?)`,
  )
  return (cursor: Cursor, now: number): number => {
    const counted = byCount.run(cursor.epoch, cursor.seq - retention.maxEvents, retention.chunk).changes
    return counted + byAge.run(cursor.epoch, retention.chunk, now - retention.maxAge).changes
  }
}
