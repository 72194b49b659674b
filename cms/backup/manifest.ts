import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { instantSchema, slugSchema } from '@/lib/domain/values'
import { epochSchema, seqSchema } from '@/lib/sync/protocol/cursor'
import { BackupProblem } from './problem'

/** Names inside a backup's folder. */
export const DATABASE = 'ax-station.db'
export const SECRET = 'secret'
/** By it the stations know the machine again. */
export { OWN_KEY } from '../server/own-certificate'

const MANIFEST = 'backup.json'

const manifestSchema = z.object({
  format: z.literal(1),
  /** Of the product that wrote it, such as `0.1.0`. */
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  takenAt: instantSchema,
  /** How far each site's log was. */
  logs: z.record(slugSchema, z.object({ epoch: epochSchema, head: seqSchema })),
})

export type Manifest = z.infer<typeof manifestSchema>

export function writeManifest(folder: string, manifest: Manifest): void {
  fs.writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** @throws BackupProblem `not_a_backup` */
export function readManifest(folder: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, MANIFEST), 'utf8')))
  } catch {
    throw new BackupProblem('not_a_backup', `${folder} is not a folder that the backup command made.`)
  }
}
