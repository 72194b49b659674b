import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Damaged files kept for a later look; older ones are deleted. */
const KEPT_ASIDE = 3
/** A database and what SQLite keeps beside it. The file itself goes last: until then it is found with its parts. */
const PARTS = ['-journal', '-wal', '-shm', '']

/**
 * Puts another file in a damaged one's place so that a process killed at any moment leaves either the damaged file, to be
 * replaced again, or the whole new one:
 *
 * 1. `fill` makes `<path>.making`. A file of that name is half made, and never used.
 * 2. It is on the disk and whole: it becomes `<path>.ready-<stamp>`. From here on the exchange is only ever carried on.
 * 3. The damaged file with its parts becomes `<path>.damaged-<stamp>`, and the ready one takes its place.
 *
 * @param fill writes a whole database to the path it is given, closed and on the disk when it returns
 * @param now milliseconds since 1970, names the file set aside
 * @returns where the damaged file is now; `null` when there was none
 */
export function replaceFile(path: string, now: number, fill: (making: string) => void): string | null {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  dropHalfMade(path)
  fill(`${path}.making`)
  renameSync(`${path}.making`, `${path}.ready-${stamp}`)
  return finishReplacement(path)
}

/** Carries on what an earlier process could not finish. Before a journal's file is opened, always. */
export function finishReplacement(path: string): string | null {
  const ready = namesBeside(path, 'ready-').at(-1)
  if (ready === undefined) {
    dropHalfMade(path)
    return null
  }
  const folder = dirname(path)
  syncFolder(folder)
  const aside = join(folder, ready.replace('.ready-', '.damaged-'))
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, aside + part)
  // In this order on the disk as well: a new file beside the parts of the old one would be read as one with them.
  syncFolder(folder)
  renameSync(join(folder, ready), path)
  syncFolder(folder)
  forgetOldest(path)
  return existsSync(aside) ? aside : null
}

function dropHalfMade(path: string): void {
  for (const part of PARTS) rmSync(`${path}.making${part}`, { force: true })
}

function forgetOldest(path: string): void {
  for (const name of namesBeside(path, 'damaged-').slice(0, -KEPT_ASIDE)) {
    for (const part of PARTS) rmSync(join(dirname(path), name + part), { force: true })
  }
}

/** Whole databases named after `path`, oldest first. */
function namesBeside(path: string, kind: 'ready-' | 'damaged-'): string[] {
  const prefix = `${basename(path)}.${kind}`
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && !/-(journal|wal|shm)$/.test(name))
    .sort()
}

/** Windows opens no folders, and keeps renames by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
