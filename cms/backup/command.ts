import path from 'node:path'
import { factsOf } from '../database/facts'
import type { Environment } from '../server/environment'
import { backUp } from './back-up'
import { BackupProblem } from './problem'
import { restore } from './restore'

const COMMANDS = ['backup', 'restore'] as const

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
  const facts = factsOf(environment.databaseUri)
  if (facts.file === null) throw new BackupProblem('other_tool', facts.ownTool[command])
  const place = { dataDir: environment.dataDir, databaseFile: facts.file, version }
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
