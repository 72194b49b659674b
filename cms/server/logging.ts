import path from 'node:path'
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
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
      hooks: { logMethod: logRefusalsBriefly },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    linesInto(file),
  )
}

/**
 * A request that is refused is no fault of the server: Payload's report of a 4xx answer becomes one line at `info`, without
 * a stack. Payload's own `loggingLevels` go by the names of classes, which a minified build has not got.
 */
const logRefusalsBriefly: NonNullable<LoggerOptions['hooks']>['logMethod'] = function (args, method) {
  const [first, ...rest] = args as unknown[]
  const { err, ...others } = (typeof first === 'object' && first !== null ? first : {}) as { err?: unknown }
  const alone = rest.length === 0 && Object.keys(others).length === 0
  if (!alone || !(err instanceof Error) || !isRefusal(err)) return method.apply(this, args)
  this.info({ status: err.status }, err.message)
}

const isRefusal = (error: Error): error is Error & { readonly status: number } =>
  'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500

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
