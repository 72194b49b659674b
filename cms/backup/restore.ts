import fs from 'node:fs'
import path from 'node:path'
import { NOTES } from '../sync/log/log-notes'
import { checkWhole, settle, withDatabase } from './database-file'
import { DATABASE, type Manifest, OWN_KEY, readManifest, SECRET } from './manifest'
import { BackupProblem } from './problem'

export interface RestoreArgs {
  readonly dataDir: string
  readonly databaseFile: string
  /** Folder that the backup command made. */
  readonly backup: string
  /** Of this product. */
  readonly version: string
}

/**
 * Puts a backup in the place of a site's data. What was there is set aside, not deleted. The server must not run. With
 * the notes about the logs gone, the next start gives each log a new epoch: every station begins anew from a snapshot
 * instead of believing numbers that now mean other events.
 *
 * @returns what the backup is of, and the folder with what was there before (`null` when nothing was)
 * @throws BackupProblem `not_a_backup`, `backup_damaged`, `backup_newer`, `server_running`; nothing was changed then
 */
export function restore({ dataDir, databaseFile, backup, version }: RestoreArgs): {
  manifest: Manifest
  setAside: string | null
} {
  const manifest = readManifest(backup)
  if (isNewer(manifest.version, version)) {
    throw new BackupProblem(
      'backup_newer',
      `The backup is of version ${manifest.version}, this is ${version}. Install that version or a later one first.`,
    )
  }
  const source = path.join(backup, DATABASE)
  if (!fs.existsSync(source)) throw new BackupProblem('backup_damaged', `${source} is missing; use another backup.`)
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const fresh = `${databaseFile}.restoring`
  fs.copyFileSync(source, fresh)
  fs.chmodSync(fresh, 0o600)
  try {
    checkWhole(fresh)
    requireStopped(databaseFile)
  } catch (error) {
    fs.rmSync(fresh, { force: true })
    throw error
  }
  settle(fresh)
  // Without one in the copy, stations go on knowing this machine by its own.
  const given = [SECRET, OWN_KEY].filter((name) => name === SECRET || fs.existsSync(path.join(backup, name)))
  const setAside = putAside(dataDir, databaseFile, given)
  fs.renameSync(fresh, databaseFile)
  for (const name of given) {
    const kept = path.join(backup, name)
    if (!fs.existsSync(kept)) continue
    fs.copyFileSync(kept, path.join(dataDir, name))
    fs.chmodSync(path.join(dataDir, name), 0o600)
  }
  return { manifest, setAside }
}

/** Leaving the write-ahead log is possible only for whoever has the database alone; it also makes it one whole file. */
function requireStopped(databaseFile: string): void {
  if (!fs.existsSync(databaseFile)) return
  try {
    withDatabase(databaseFile, (connection) => connection.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE'))
  } catch (error) {
    // A database too broken to open is what is to be replaced.
    if (!/locked|busy/i.test(String(error))) return
    throw new BackupProblem('server_running', 'A server uses these data. Stop it, then restore.')
  }
}

function putAside(dataDir: string, databaseFile: string, names: readonly string[]): string | null {
  const files = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`]
  const present = [...files, ...[...names, ...NOTES].map((name) => path.join(dataDir, name))].filter((file) =>
    fs.existsSync(file),
  )
  if (present.length === 0) return null
  const folder = path.join(dataDir, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`)
  fs.mkdirSync(folder, { mode: 0o700 })
  // The notes last: while they are there, a start in between would see that the database is not the one they know.
  for (const file of present) fs.renameSync(file, path.join(folder, path.basename(file)))
  return folder
}

/** Compares `major.minor.patch`. */
function isNewer(one: string, other: string): boolean {
  const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number)
  const [a, b] = [parts(one), parts(other)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}
