import { rmSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import Database from 'better-sqlite3'
import type { PrintJob, PrintTrouble } from '@/preload/printing'
import { ensurePrivateFile } from '../journal/private-file'
import { setAside } from '../settings/atomic-file'

/** More than a day's receipts of a printer that is away. */
const MOST_OPEN = 200
/** Milliseconds for which a job that is done is known by its id. */
const KEPT_MS = 24 * 60 * 60 * 1000

export interface NewJob {
  readonly id: string
  readonly what: PrintJob['what']
  readonly title: string
  readonly bytes: Buffer
}

interface Row {
  readonly id: string
  readonly what: PrintJob['what']
  readonly title: string
  readonly askedAt: number
  readonly state: PrintJob['state']
  readonly trouble: PrintTrouble | null
}

/** Kept in memory alone. */
const IN_MEMORY = ':memory:'

/** What the printer is asked for, on the disk: `done` jobs keep their id alone. */
export class PrintJobs {
  readonly #db: Database.Database
  readonly #now: () => number

  /** A file that cannot be read is set aside; where that fails too, jobs last as long as the program: a till must open. */
  constructor(path: string, failed: (error: unknown) => void = () => undefined, now: () => number = Date.now) {
    this.#now = now
    this.#db = firstOf([() => openJobs(path), () => openAnew(path, now()), () => openJobs(IN_MEMORY)], failed)
  }

  has(id: string): boolean {
    return this.#db.prepare<[string]>('SELECT 1 FROM jobs WHERE id = ?').get(id) !== undefined
  }

  isFull(): boolean {
    const open = this.#db.prepare<[], number>("SELECT count(*) FROM jobs WHERE state <> 'done'").pluck().get() ?? 0
    return open >= MOST_OPEN
  }

  /** On the disk when it returns; one that is known already stays as it is. */
  add({ id, what, title, bytes }: NewJob): void {
    this.#db.prepare<[number]>("DELETE FROM jobs WHERE state = 'done' AND asked_at < ?").run(this.#now() - KEPT_MS)
    this.#db
      .prepare<[string, string, string, number, Buffer]>(
        `INSERT INTO jobs (id, what, title, asked_at, state, bytes) VALUES (?, ?, ?, ?, 'waiting', ?)
         ON CONFLICT (id) DO NOTHING`,
      )
      .run(id, what, title, this.#now(), deflateSync(bytes))
  }

  /** What is not done, the oldest first. */
  open(): readonly PrintJob[] {
    return this.#db
      .prepare<[], Row>(
        `SELECT id, what, title, asked_at AS askedAt, state, trouble FROM jobs WHERE state <> 'done' ORDER BY position`,
      )
      .all()
      .map((row) => ({ ...row, askedAt: new Date(row.askedAt).toISOString() }))
  }

  bytesOf(id: string): Buffer {
    const kept = this.#db.prepare<[string], Buffer | null>('SELECT bytes FROM jobs WHERE id = ?').pluck().get(id)
    if (!kept) throw new Error('There is nothing to print of this job.')
    return inflateSync(kept)
  }

  mark(id: string, state: PrintJob['state'], trouble: PrintTrouble | null = null): void {
    this.#db
      .prepare<[string, string | null, string]>(
        "UPDATE jobs SET state = ?, trouble = ? WHERE id = ? AND state <> 'done'",
      )
      .run(state, trouble, id)
  }

  done(id: string): void {
    this.#db.prepare<[string]>("UPDATE jobs SET state = 'done', trouble = NULL, bytes = NULL WHERE id = ?").run(id)
  }

  close(): void {
    this.#db.close()
  }
}

function firstOf<T>(ways: readonly (() => T)[], failed: (error: unknown) => void): T {
  const [way, ...others] = ways as [() => T, ...(() => T)[]]
  if (others.length === 0) return way()
  try {
    return way()
  } catch (error) {
    failed(error)
    return firstOf(others, failed)
  }
}

function openAnew(path: string, now: number): Database.Database {
  setAside(path, now)
  // SQLite would take them for the new file's own.
  for (const beside of ['-wal', '-shm']) rmSync(`${path}${beside}`, { force: true })
  return openJobs(path)
}

function openJobs(path: string): Database.Database {
  if (path !== IN_MEMORY) ensurePrivateFile(path)
  const db = new Database(path, { timeout: 5_000 })
  try {
    db.pragma('journal_mode = WAL')
    // That a job has begun must be on the disk before its first byte is on the paper.
    db.pragma('synchronous = FULL')
    db.pragma('fullfsync = ON')
    db.exec(`CREATE TABLE IF NOT EXISTS jobs (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      what TEXT NOT NULL,
      title TEXT NOT NULL,
      asked_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      trouble TEXT,
      bytes BLOB
    )`)
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('The file of print jobs is damaged.')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
