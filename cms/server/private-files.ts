import fs from 'node:fs'
import path from 'node:path'

/** What others than the owner may do with a file. */
const OTHERS = 0o077

/**
 * Keeps what the server has written to the account it runs as: the data folder, its logs and the database, whoever made the
 * folder and however open it was. Windows has no such modes; there the folder's own list of rights stands.
 *
 * @param databaseFile where the database is, which need not be in the data folder
 * @throws the system's error when the folder cannot be made or is another account's
 */
export function keepPrivate(dataDir: string, databaseFile: string): void {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const logs = path.join(dataDir, 'logs')
  for (const folder of [dataDir, logs]) {
    closeToOthers(folder)
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) closeToOthers(path.join(folder, name))
  }
  for (const suffix of ['', '-wal', '-shm', '-journal']) closeToOthers(databaseFile + suffix)
}

function closeToOthers(file: string): void {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false })
  if (!stat || stat.isSymbolicLink() || (stat.mode & OTHERS) === 0) return
  fs.chmodSync(file, stat.mode & 0o7700)
}
