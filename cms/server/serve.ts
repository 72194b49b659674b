import type { Logger } from 'pino'
import { isLoopback } from '@/lib/network/addresses'
import { checkDatabaseUri, fileOf } from '../database/uri'
import { type Environment, EnvironmentError } from './environment'
import { setFront } from './front'
import { startHttp } from './http-server'
import { docsIn } from './library-docs'
import { openLog } from './logging'
import { OWN_KEY, type OwnCertificate, ownCertificate } from './own-certificate'
import type { OpenPages } from './pages'
import { keepPrivate } from './private-files'
import { signingSecret } from './secret'
import type { StationWorker } from './station-worker'

const UNPROVEN =
  'AX_MONGODB=unproven: this server has never been run on a real MongoDB. Keep nothing in it that must not be lost.'

interface Serve {
  readonly environment: Environment
  readonly version: string
  readonly worker: StationWorker | null
  /** Folder of the library's documentation; it may not be there. */
  readonly docs: string
  /** What Next and Payload go by. */
  readonly mode: 'production' | 'development'
  readonly pages: OpenPages
}

/** Serves Next and the sync endpoints from one process, with the data of the environment. */
export async function serve({ environment, version, worker, docs, mode, pages }: Serve): Promise<void> {
  const kind = checkDatabaseUri(environment.databaseUri)
  const databaseFile = fileOf(environment.databaseUri)
  if (!databaseFile && !environment.secret) {
    throw new EnvironmentError(
      'The environment cannot be used:\n  PAYLOAD_SECRET: must be given, and be the same for every server on this database: sign-ins and keys are worth nothing without it',
    )
  }
  keepPrivate(environment.dataDir, databaseFile)
  // Payload reads these: everything it needs is set before it loads.
  process.env.PAYLOAD_SECRET = signingSecret(environment.dataDir, environment.secret)
  process.env.DATABASE_URI = environment.databaseUri
  process.env.AX_PORT = String(environment.port)
  ;(process.env as Record<string, string>).NODE_ENV = mode
  const log = openLog(environment.dataDir, environment.logLevel)
  if (kind === 'mongodb') process.stderr.write(`${UNPROVEN}\n`)
  const certificate = isLoopback(environment.host) ? null : certificateIn(environment.dataDir, log)
  const fingerprint = certificate?.fingerprint ?? null
  setFront({ environment, version, build: worker?.build ?? null, docs: docsIn(docs), fingerprint, log })
  await startHttp({ environment, log, pages, worker, certificate })
}

/** A key that cannot be read is not replaced: no station that knows it would come any more. */
function certificateIn(dataDir: string, log: Logger): OwnCertificate | null {
  try {
    return ownCertificate(dataDir)
  } catch (error) {
    log.error({ err: error }, `${OWN_KEY} cannot be read: TLS is not spoken. Put it back, or remove it and pair again`)
    return null
  }
}
