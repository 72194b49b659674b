import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { LogEntry } from '@/lib/sync/engine'
import { redact, redactText } from './redact'

const RING_SIZE = 500
const MAX_FILE_BYTES = 2 * 1024 * 1024

export type LogLevel = LogEntry['level']
export type LogDetail = Readonly<Record<string, unknown>>

/** The station's log: the newest entries in memory for the screen, all but `debug` in a rotated file. No secret enters. */
export interface StationLog {
  write(level: LogLevel, message: string, detail?: LogDetail): void
  entry(entry: LogEntry): void
  /** Newest last, at most 500. */
  recent(): readonly LogEntry[]
  /** Entries since this start, those included that are no longer in memory. */
  readonly count: number
  readonly file: string
}

/** @param folder where `station.log` and, when that is full, `station.old.log` are kept */
export function openStationLog(folder: string, now: () => number = Date.now): StationLog {
  const file = join(folder, 'station.log')
  const ring: LogEntry[] = []
  let count = 0
  const logger = electronLog.create({ logId: file })
  logger.transports.file.resolvePathFn = () => file
  logger.transports.file.maxSize = MAX_FILE_BYTES
  logger.transports.file.level = 'info'
  logger.transports.file.format = '{iso} [{level}] {text}'
  logger.transports.console.level = 'warn'

  const entry = (given: LogEntry) => {
    const clean: LogEntry = {
      at: given.at,
      level: given.level,
      message: redactText(given.message),
      ...(given.detail === undefined ? {} : { detail: redact(given.detail) as LogDetail }),
    }
    ring.push(clean)
    count += 1
    if (ring.length > RING_SIZE) ring.splice(0, ring.length - RING_SIZE)
    logger[clean.level](clean.detail ? `${clean.message} ${JSON.stringify(clean.detail)}` : clean.message)
  }
  return {
    file,
    entry,
    write: (level, message, detail) => entry({ at: new Date(now()).toISOString(), level, message, detail }),
    recent: () => [...ring],
    get count() {
      return count
    },
  }
}
