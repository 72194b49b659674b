import type { Logger } from 'pino'
import { isLoopback } from '@/lib/network/addresses'
import { factsOf } from '../database/facts'
import { type Environment, EnvironmentError } from './environment'
import { setFront } from './front'
import { startHttp } from './http-server'
import { docsIn } from './library-docs'
import { openLog } from './logging'
import { OWN_KEY, type OwnCertificate, ownCertificate } from './own-certificate'
import type { AnswerFile } from './page-files'
import type { OpenPages } from './pages'
import { keepPrivate } from './private-files'
import { signingSecret } from './secret'
import type { StationWorker } from './station-worker'

interface Serve {
  readonly environment: Environment
  readonly version: string
  readonly worker: StationWorker | null
  readonly files: AnswerFile | null
  /** Folder of the library's documentation; it may not be there. */
  readonly docs: string
  /** What Next and Payload go by. */
  readonly mode: 'production' | 'development'
  readonly pages: OpenPages
}

/** Serves Next and the sync endpoints from one process, with the data of the environment. */
export async function serve({ environment, version, worker, files, docs, mode, pages }: Serve): Promise<void> {
  const { file, warning } = factsOf(environment.databaseUri)
  if (file === null && !environment.secret) {
    throw new EnvironmentError(
      'The environment cannot be used:\n  PAYLOAD_SECRET: must be given, and be the same for every server on this database: sign-ins and keys are worth nothing without it',
    )
  }
  keepPrivate(environment.dataDir, file)
  // Payload reads these: everything it needs is set before it loads.
  process.env.PAYLOAD_SECRET = signingSecret(environment.dataDir, environment.secret)
  process.env.DATABASE_URI = environment.databaseUri
  process.env.AX_PORT = String(environment.port)
  ;(process.env as Record<string, string>).NODE_ENV = mode
  const log = openLog(environment.dataDir, environment.logLevel)
  if (warning) process.stderr.write(`${warning}\n`)
  const certificate = isLoopback(environment.host) ? null : certificateIn(environment.dataDir, log)
  const fingerprint = certificate?.fingerprint ?? null
  setFront({ environment, version, build: worker?.build ?? null, docs: docsIn(docs), fingerprint, log })
  await startHttp({ environment, log, pages, worker, files, certificate })
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
