import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Replaces a file whole: after a power cut it holds the old text or the new one, never a part. */
export function writeFileAtomically(path: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.new`
  const file = openSync(temporary, 'w', mode)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

/** The file's JSON; `missing` when there is none, `broken` with the reason when it is not JSON. */
export function readJsonFile(
  path: string,
): { kind: 'missing' } | { kind: 'broken'; reason: string } | { kind: 'read'; value: unknown } {
  if (!existsSync(path)) return { kind: 'missing' }
  try {
    return { kind: 'read', value: JSON.parse(readFileSync(path, 'utf8')) }
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Renames a file out of the way and says where it went. */
export function setAside(path: string, now: number): string {
  const aside = `${path}.broken-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`
  renameSync(path, aside)
  return aside
}
