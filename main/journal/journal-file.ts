import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Command, JournalContents } from '@/lib/sync/engine'
import { migrate } from './migrations'
import { readPendingCommands } from './pending-commands'
import { DamagedJournalError, readContents } from './read-contents'

/** Damaged files kept for a later look; older ones are deleted. */
const KEPT_ASIDE = 3

export interface OpenedFile {
  readonly db: Database.Database
  readonly contents: JournalContents
}

/**
 * Opens the journal's file, and checks and migrates it. A file that is damaged, foreign or of a newer release is set
 * aside beside it and a new one begun; commands that were still waiting in it are carried over where they can be read.
 *
 * @param recentLimit most events of `contents.recentEvents`
 * @param now milliseconds since 1970, names the file set aside
 */
export function openJournalFile(path: string, recentLimit: number, now: () => number): OpenedFile {
  mkdirSync(dirname(path), { recursive: true })
  try {
    return openChecked(path, recentLimit, null)
  } catch (error) {
    // A full disk or a missing permission is not damage: setting the file aside would lose what it holds.
    if (!isDamage(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    const commands = salvageCommands(path)
    const setAside = setFileAside(path, now())
    const opened = openChecked(path, recentLimit, { reason, setAside })
    restoreCommands(opened.db, commands)
    return opened
  }
}

function openChecked(path: string, recentLimit: number, recovered: JournalContents['recovered']): OpenedFile {
  const db = new Database(path, { timeout: 5_000 })
  try {
    db.pragma('journal_mode = WAL')
    // WAL's default NORMAL may lose the last commits on power loss; the cursor must never run ahead of the disk.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('cell_size_check = ON')
    // A checkpoint waits for the disk twice; one in 8 MB, not in 4, keeps a burst moving.
    db.pragma('wal_autocheckpoint = 2000')
    db.pragma('journal_size_limit = 16777216')
    const findings = db.pragma('integrity_check(3)') as { integrity_check: string }[]
    if (findings[0]?.integrity_check !== 'ok') {
      throw new DamagedJournalError(findings.map((finding) => finding.integrity_check).join('; '))
    }
    migrate(db)
    return { db, contents: { ...readContents(db, recentLimit), recovered } }
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLite's codes for a file whose content is wrong, as opposed to a disk that cannot be used now. */
function isDamage(error: unknown): boolean {
  if (error instanceof DamagedJournalError) return true
  if (error instanceof Error && error.name === 'NewerJournalError') return true
  if (!(error instanceof Database.SqliteError)) return false
  // SQLITE_ERROR here is a schema that is not ours: a table that exists, a column that does not.
  return /^SQLITE_(CORRUPT|NOTADB|ERROR|FORMAT|MISMATCH)/.test(error.code)
}

function salvageCommands(path: string): readonly Command[] {
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: true })
    return readPendingCommands(db)
  } catch {
    return []
  } finally {
    db?.close()
  }
}

function restoreCommands(db: Database.Database, commands: readonly Command[]): void {
  const insert = db.prepare('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)')
  db.transaction(() => {
    for (const command of commands) insert.run(command.id, JSON.stringify(command))
  })()
}

function setFileAside(path: string, now: number): string | null {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const aside = `${path}.damaged-${stamp}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  const prefix = `${basename(path)}.damaged-`
  const kept = readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name))
    .sort()
  for (const name of kept.slice(0, -KEPT_ASIDE)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dirname(path), name + suffix), { force: true })
  }
  return existsSync(aside) ? aside : null
}
