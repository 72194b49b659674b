import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { checkWhole, settle, withDatabase } from './database-file'
import { DATABASE, type Manifest, OWN_KEY, SECRET, writeManifest } from './manifest'
import { BackupProblem } from './problem'

export interface BackUpArgs {
  readonly dataDir: string
  readonly databaseFile: string
  /** Folder to make; must not exist, or be empty. */
  readonly target: string
  /** Of this product. */
  readonly version: string
}

const headsSchema = z.array(z.object({ tenant: z.string(), epoch: z.string(), head: z.number() }))

/**
 * Copies a site's data into a folder of its own, while the server goes on: the database as it is at one moment
 * (`VACUUM INTO`), and the key that signs sessions, without which every station would have to be paired again. The
 * folder appears under its name only when it is whole.
 *
 * @throws BackupProblem `nothing_to_back_up`, `target_exists`
 */
export function backUp({ dataDir, databaseFile, target, version }: BackUpArgs): Manifest {
  if (!fs.existsSync(databaseFile)) {
    throw new BackupProblem(
      'nothing_to_back_up',
      `There is no database at ${databaseFile}; set AX_DATA_DIR to the server's data.`,
    )
  }
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0) {
    throw new BackupProblem('target_exists', `${target} has something in it already; name a new folder.`)
  }
  const unfinished = `${target}.unfinished`
  fs.rmSync(unfinished, { recursive: true, force: true })
  fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const copy = path.join(unfinished, DATABASE)
  withDatabase(databaseFile, (connection) => connection.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`))
  fs.chmodSync(copy, 0o600)
  checkWhole(copy)
  for (const name of [SECRET, OWN_KEY]) {
    const kept = path.join(dataDir, name)
    if (fs.existsSync(kept)) fs.copyFileSync(kept, path.join(unfinished, name))
  }
  const manifest: Manifest = { format: 1, version, takenAt: new Date().toISOString(), logs: logsOf(copy) }
  writeManifest(unfinished, manifest)
  for (const name of fs.readdirSync(unfinished)) settle(path.join(unfinished, name))
  fs.rmSync(target, { recursive: true, force: true })
  fs.renameSync(unfinished, target)
  return manifest
}

function logsOf(file: string): Manifest['logs'] {
  const rows = withDatabase(file, (connection) =>
    connection.prepare('SELECT tenant, epoch, head FROM sync_heads').all(),
  )
  return Object.fromEntries(headsSchema.parse(rows).map(({ tenant, epoch, head }) => [tenant, { epoch, head }]))
}
