import { chmodSync, closeSync, openSync } from 'node:fs'

/**
 * Makes an empty file, or takes one as it is, that its owner alone can read; SQLite gives the files beside it the same
 * rights. Windows knows no such modes.
 */
export function ensurePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}
