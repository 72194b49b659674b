import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeFolderToOthers } from '@/lib/files/close-to-others'

/**
 * Keeps everything the station writes to the account it runs as: what it makes from now on, and what lies in its folder
 * already, whoever made that and however open it was.
 *
 * @param folder where settings, secrets, logs and journals are kept
 * @throws the system's error when the folder is another account's
 */
export function keepPrivate(folder: string): void {
  process.umask(0o077)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const inside of ['.', 'journal', 'logs']) closeFolderToOthers(join(folder, inside))
}
