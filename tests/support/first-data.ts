import fs from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
const KEPT_IN = path.join(ROOT, 'node_modules/.cache/first-data')
/** Half as long as the session in it lasts. */
const GOOD_FOR_MS = 6 * 3_600_000
/** All but the notes about the files themselves, which a copy must not bring along: each log begins an epoch of its own. */
const COPIED = ['ax-station.db', 'ax-station.db-wal', 'secret']
const TOKEN = 'token'

/**
 * Puts into an empty folder what a first start of this build leaves. It is made once for all processes and copied: a first
 * start costs half as much again as any other, most of it for the hash of a password.
 *
 * @param build the folder of the built server
 * @param make starts it on an empty folder, signs its administrator in, and stops it
 * @returns the administrator's token
 */
export async function layFirstData(
  dataDir: string,
  build: string,
  make: (dataDir: string) => Promise<string>,
): Promise<string> {
  const kept = path.join(KEPT_IN, `${path.basename(build)}-${Math.floor(Date.now() / GOOD_FOR_MS)}`)
  if (!fs.existsSync(kept)) await keep(kept, make)
  fs.mkdirSync(dataDir, { recursive: true })
  for (const name of COPIED) {
    const file = path.join(kept, name)
    if (fs.existsSync(file)) fs.copyFileSync(file, path.join(dataDir, name))
  }
  return fs.readFileSync(path.join(kept, TOKEN), 'utf8')
}

async function keep(kept: string, make: (dataDir: string) => Promise<string>): Promise<void> {
  fs.mkdirSync(KEPT_IN, { recursive: true })
  const outdated = fs.readdirSync(KEPT_IN).filter((name) => isOutdated(path.join(KEPT_IN, name)))
  for (const name of outdated) fs.rmSync(path.join(KEPT_IN, name), { recursive: true, force: true })
  const making = fs.mkdtempSync(path.join(KEPT_IN, 'making-'))
  fs.writeFileSync(path.join(making, TOKEN), await make(making), { mode: 0o600 })
  try {
    fs.renameSync(making, kept)
  } catch (error) {
    // Another process was faster.
    fs.rmSync(making, { recursive: true, force: true })
    if (!fs.existsSync(kept)) throw error
  }
}

const isOutdated = (folder: string) =>
  (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - 2 * GOOD_FOR_MS
