import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const SKIPPED = new Set(['node_modules', '.next', 'out', 'dist'])

function* filesBelow(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue
    const full = join(path, entry.name)
    if (entry.isDirectory()) yield* filesBelow(full)
    else if (entry.isFile()) yield full
  }
}

/** SHA-256 over names and contents of the given files and folders: two equal ones build the same thing. */
function fingerprint(root, paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths) {
    const full = join(root, path)
    if (!existsSync(full)) continue
    const files = statSync(full).isFile() ? [full] : [...filesBelow(full)].sort()
    for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Builds only when the sources differ from those of the last build that succeeded. Returns whether it built. */
export function buildIfStale({ root, sources, stamp, build }) {
  const now = fingerprint(root, sources)
  const file = join(root, stamp)
  if (existsSync(file) && readFileSync(file, 'utf8') === now) return false
  build()
  writeFileSync(file, now)
  return true
}
