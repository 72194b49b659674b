import path from 'node:path'
import { checkDatabaseUri, fileOf } from '../database/uri'
import type { Environment } from '../server/environment'
import { backUp } from './back-up'
import { BackupProblem } from './problem'
import { restore } from './restore'

const COMMANDS = ['backup', 'restore'] as const

/** Databases of their own have tools of their own, which come with them and fit their version. */
const OTHER_TOOL = {
  postgres: {
    backup:
      'A PostgreSQL database is backed up with its own tool: pg_dump --format=custom --file=FILE "$DATABASE_URI". Keep PAYLOAD_SECRET with it: without it nobody\u2019s key is worth anything.',
    restore:
      'A PostgreSQL database is restored with its own tool, into an empty database, while no server uses it: pg_restore --dbname="$DATABASE_URI" FILE. At their next start the servers begin new logs by themselves.',
  },
  mongodb: {
    backup:
      'A MongoDB database is backed up with its own tool: mongodump --uri="$DATABASE_URI" --archive=FILE --gzip, while no server uses it. Keep PAYLOAD_SECRET with it: without it nobody\u2019s key is worth anything.',
    restore:
      'A MongoDB database is restored with its own tool, into an empty database, while no server uses it: mongorestore --uri="$DATABASE_URI" --archive=FILE --gzip. At their next start the servers begin new logs by themselves.',
  },
} as const

/**
 * The server's two commands that do not serve: `backup FOLDER` and `restore FOLDER`.
 *
 * @returns false when the arguments ask for neither
 * @throws BackupProblem
 */
export function runBackupCommand(args: readonly string[], environment: Environment, version: string): boolean {
  const command = COMMANDS.find((known) => known === args[0])
  if (!command) return false
  if (!args[1]) throw new BackupProblem('no_folder', `Name a folder: npm run ${command} -- FOLDER`)
  const kind = checkDatabaseUri(environment.databaseUri)
  if (kind !== 'sqlite') throw new BackupProblem('other_tool', OTHER_TOOL[kind][command])
  const databaseFile = fileOf(environment.databaseUri) as string
  const place = { dataDir: environment.dataDir, databaseFile, version }
  const folder = path.resolve(args[1])
  if (command === 'backup') {
    const { logs } = backUp({ ...place, target: folder })
    process.stdout.write(`Backed up to ${folder}\n${lengths(logs)}`)
  } else {
    const { manifest, setAside } = restore({ ...place, backup: folder })
    process.stdout.write(`Restored the backup of ${manifest.takenAt}\n${lengths(manifest.logs)}`)
    if (setAside) process.stdout.write(`What was there before is in ${setAside}\n`)
    process.stdout.write('At its next start the server begins new logs; every station then takes a fresh snapshot.\n')
  }
  return true
}

const lengths = (logs: Readonly<Record<string, { head: number }>>) =>
  Object.entries(logs)
    .map(([site, { head }]) => `  ${site}: ${head} events\n`)
    .join('')
