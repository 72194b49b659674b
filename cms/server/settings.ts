import { createHash } from 'node:crypto'
import path from 'node:path'

/**
 * What the Payload side reads of the environment. The front server has validated it all (environment.ts) and set it
 * before this is loaded; the fallbacks serve the command line (migrations, types), which has no data of its own.
 */
export interface ServerSettings {
  readonly secret: string
  readonly databaseUri: string
  /** Foreign origins allowed to call with credentials (CORS). */
  readonly origins: string[]
  /** Origins whose requests may carry the session cookie; never empty, or Payload would accept every one. */
  readonly csrfOrigins: string[]
  /** Cookies belong to a host, whatever the port: two servers on one machine must not sign each other out. */
  readonly cookiePrefix: string
}

const FALLBACK_SECRET = 'command-line-only'

export function serverSettings(env: Readonly<Record<string, string | undefined>>): ServerSettings {
  const origins = (env.AX_ORIGINS ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  const port = env.AX_PORT || '3710'
  const secret = env.PAYLOAD_SECRET || FALLBACK_SECRET
  const databaseUri = env.DATABASE_URI || `file:${path.resolve('.data/command-line.db')}`
  const server = createHash('sha256').update(`cookies of ${secret} ${databaseUri}`).digest('hex').slice(0, 8)
  return {
    secret,
    databaseUri,
    cookiePrefix: `ax-${server}`,
    origins,
    csrfOrigins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`, ...origins],
  }
}
