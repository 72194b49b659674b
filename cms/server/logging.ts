import path from 'node:path'
import pino, { type DestinationStream, type Logger } from 'pino'
import { RotatingLog } from '@/lib/log/rotating-log'

const SECRETS = ['password', 'apiKey', 'token', 'authorization', 'cookie', 'secret', 'hash', 'salt']

/**
 * The server's log, as JSON lines in the data directory; values that look like credentials are left out. It never takes
 * more than four times `maxBytes`: the file being written and three older ones.
 */
export function openLog(dataDir: string, level: string, maxBytes = 5 * 1024 * 1024): Logger {
  const file = new RotatingLog(path.join(dataDir, 'logs', 'server.log'), maxBytes)
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    linesInto(file),
  )
}

/** A line that cannot be written costs itself: a full disk must not fail the request that wanted to say something. */
function linesInto(file: RotatingLog): DestinationStream {
  let failing = false
  return {
    write(line) {
      try {
        file.append(line)
        failing = false
      } catch (error) {
        if (!failing) process.stderr.write(`The log cannot be written: ${String(error)}\n`)
        failing = true
      }
    },
  }
}
