import fs from 'node:fs'
import path from 'node:path'
import { closeFolderToOthers, closeToOthers } from '@/lib/files/close-to-others'

/**
 * Keeps what the server has written to the account it runs as: the data folder, its logs and the database, whoever made the
 * folder and however open it was.
 *
 * @param databaseFile where the database is, which need not be in the data folder; `null`: on another machine
 * @throws the system's error when the folder cannot be made or is another account's
 */
export function keepPrivate(dataDir: string, databaseFile: string | null): void {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  for (const folder of [dataDir, path.join(dataDir, 'logs')]) closeFolderToOthers(folder)
  if (databaseFile === null) return
  for (const suffix of ['', '-wal', '-shm', '-journal']) closeToOthers(databaseFile + suffix)
}
