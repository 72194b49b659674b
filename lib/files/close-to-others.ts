import fs from 'node:fs'
import path from 'node:path'

/** What others than the owner may do with a file. */
const OTHERS = 0o077

/**
 * Takes from other accounts whatever they may do with a file; the owner keeps what he had. A link leads to nothing that is
 * changed. Windows has no such modes; there the folder's own list of rights stands.
 *
 * @throws the system's error when the file is another account's
 */
export function closeToOthers(file: string): void {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false })
  if (!stat || stat.isSymbolicLink() || (stat.mode & OTHERS) === 0) return
  fs.chmodSync(file, stat.mode & 0o7700)
}

/** The folder and what lies in it, whoever made it and however open it was; not what lies deeper. */
export function closeFolderToOthers(folder: string): void {
  closeToOthers(folder)
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) closeToOthers(path.join(folder, name))
}
