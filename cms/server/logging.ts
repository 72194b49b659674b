import fs from 'node:fs'
import path from 'node:path'
import pino, { type Logger } from 'pino'

const SECRETS = ['password', 'apiKey', 'token', 'authorization', 'cookie', 'secret', 'hash', 'salt']

/** The server's log, as JSON lines in the data directory; values that look like credentials are left out. */
export function openLog(dataDir: string, level: string): Logger {
  const folder = path.join(dataDir, 'logs')
  fs.mkdirSync(folder, { recursive: true })
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: path.join(folder, 'server.log'), sync: true }),
  )
}
