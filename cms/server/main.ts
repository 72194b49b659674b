import fs from 'node:fs'
import path from 'node:path'
import { runBackupCommand } from '../backup/command'
import { BackupProblem } from '../backup/problem'
import { EnvironmentError, readEnvironment } from './environment'
import { builtFiles } from './page-files'
import { builtPages } from './pages'
import { serve } from './serve'
import { readStationWorker } from './station-worker'

/**
 * Start of the bundled server: checks the environment, then serves Next and the sync endpoints from one process; or backs
 * up or restores its data, where the arguments say so.
 */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env)
  const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, 'version.json'), 'utf8')) as { version: string }
  // Backups too are readable by their owner alone.
  process.umask(0o077)
  // Known from here on to `environment` alone.
  for (const name of ['AX_ADMIN_PASSWORD', 'AX_PROVISION_STATION']) delete process.env[name]
  if (runBackupCommand(process.argv.slice(2), environment, version)) return
  await serve({
    environment,
    version,
    worker: readStationWorker(__dirname),
    files: builtFiles(path.join(__dirname, '.next/build/static')),
    docs: path.join(__dirname, 'docs'),
    mode: 'production',
    pages: (place) => builtPages(__dirname, place),
  })
}

// Whoever reads what is printed may go away before the server does: a closed terminal must not keep it busy.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

main().catch((error: unknown) => {
  const { code = 'start_failed' } = error as { code?: unknown }
  const message = error instanceof Error ? error.message : String(error)
  const undone = error instanceof BackupProblem
  process.stderr.write(`${undone ? 'Nothing was done' : 'AX Station could not start'} (${String(code)}): ${message}\n`)
  // Where it broke, unless the message says all there is to say.
  const expected =
    undone || error instanceof EnvironmentError || code === 'unsupported_database' || code === 'EADDRINUSE'
  if (!expected && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
