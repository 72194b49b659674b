import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { JournalContents } from '@/lib/sync/engine'
import { type Carried, putCarried } from './carried'
import { DamagedJournalError } from './damaged'
import { faultOfOpening } from './faults'
import { migrate } from './migrations'
import { ensurePrivateFile } from './private-file'
import { readContents } from './read-contents'
import { finishReplacement, replaceFile } from './replace-file'
import { type Salvage, salvage } from './salvage'

export interface OpenedFile {
  readonly db: Database.Database
  readonly contents: JournalContents
}

export interface OpenFileOptions {
  readonly path: string
  /** Most events of `contents.recentEvents`. */
  readonly recentLimit: number
  /** Milliseconds since 1970, names a file that is set aside. */
  readonly now: () => number
  /** What the station still knows of this journal: written into it, whatever the file has lost. */
  readonly carried?: Carried | null
  /** Puts a new file in this one's place even if it looks whole: the disk has failed it again and again. */
  readonly anew?: boolean
  /** Told of what the opening found missing, see `SqliteJournalOptions`. */
  readonly lost: (reason: string) => void
}

/**
 * Opens the journal's file, and checks and migrates it. A file that is damaged, foreign or of a newer release is set
 * aside and a new one put in its place, in which the commands of the old one stand already.
 *
 * @throws what SQLite throws where the disk is full, may not be used or cannot be read: the file is left as it is
 */
export function openJournalFile(options: OpenFileOptions): OpenedFile {
  const { path, now, carried = null, anew = false } = options
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = finishReplacement(path)
  ensurePrivateFile(path)
  const reason = 'the station ended while the journal was repaired'
  const before = unfinished === null ? null : { reason, setAside: unfinished }
  try {
    if (anew) throw new DamagedJournalError('the disk failed it again and again')
    return openChecked(options, carried, before)
  } catch (error) {
    if (faultOfOpening(error) !== 'damage') throw error
    const saved = salvage(path)
    const setAside = replaceFile(path, now(), (making) => makeFile(making, saved, carried))
    const reason = error instanceof Error ? error.message : String(error)
    return openChecked(options, null, { reason, setAside })
  }
}

function openChecked(
  { path, recentLimit, lost }: OpenFileOptions,
  carried: Carried | null,
  recovered: JournalContents['recovered'],
): OpenedFile {
  const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  // SQLite would take the file for a new one, and delete the log beside it unread.
  if (size(path) === 0 && size(`${path}-wal`) > 0) {
    throw new DamagedJournalError('the file is empty, and its write-ahead log is not')
  }
  const db = new Database(path, { timeout: 5_000 })
  try {
    db.pragma('journal_mode = WAL')
    waitForTheDisk(db)
    db.pragma('foreign_keys = ON')
    db.pragma('cell_size_check = ON')
    db.pragma('journal_size_limit = 16777216')
    const findings = db.pragma('integrity_check(3)') as { integrity_check: string }[]
    if (findings[0]?.integrity_check !== 'ok') {
      throw new DamagedJournalError(findings.map((finding) => finding.integrity_check).join('; '))
    }
    migrate(db)
    if (carried) putCarried(db, carried)
    return { db, contents: { ...readContents(db, recentLimit, lost), recovered } }
  } catch (error) {
    db.close()
    throw error
  }
}

/** A new journal in one file, whole and on the disk when it returns. */
function makeFile(path: string, { outbox, setAside }: Salvage, carried: Carried | null): void {
  ensurePrivateFile(path)
  const db = new Database(path)
  try {
    waitForTheDisk(db)
    migrate(db)
    if (carried) putCarried(db, carried)
    const keep = db.prepare('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)')
    const keepAside = db.prepare('INSERT OR IGNORE INTO set_aside (id, body, answer) VALUES (?, ?, ?)')
    db.transaction(() => {
      for (const { id, body } of outbox) keep.run(id, body)
      for (const { id, body, answer } of setAside) keepAside.run(id, body, answer)
    })()
  } finally {
    db.close()
  }
}

/**
 * Commits that nothing rests on: power loss may take them, each whole and those after it with it, until the next one that waits
 * for the disk, which takes them along.
 */
export function withoutWaiting(db: Database.Database, work: () => void): void {
  db.pragma('synchronous = NORMAL')
  try {
    work()
  } finally {
    db.pragma('synchronous = FULL')
  }
}

/** What is committed is on the disk: WAL's own NORMAL may lose the last commits on power loss, and the cursor with them. */
function waitForTheDisk(db: Database.Database): void {
  db.pragma('synchronous = FULL')
  // macOS: fsync alone leaves the bytes in the drive's own cache. Elsewhere these do nothing.
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
}
