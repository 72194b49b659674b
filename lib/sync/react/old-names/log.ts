import { pageLog } from '../client/page-log'

/** The log as pages of the old library know it; what the engine of this page notes is in it too. */

export enum LogLevel {
  ERROR = 0,
  WARN = 1,
  INFO = 2,
  DEBUG = 3,
}

export enum LogCategory {
  CONNECTION = 'Connection',
  EVENTS = 'Events',
  POLLING = 'Polling',
  STORAGE = 'Storage',
  GENERAL = 'General',
}

export interface PageLogEntry {
  /** ISO 8601 UTC. */
  readonly timestamp: string
  readonly level: LogLevel
  readonly category: LogCategory
  readonly message: string
  readonly data?: unknown
}

const MOST_ENTRIES = 1_000
const DEBUG_MODE_KEY = 'ax-billing-debug-mode'

const SAID_BY = {
  [LogLevel.ERROR]: 'error',
  [LogLevel.WARN]: 'warn',
  [LogLevel.INFO]: 'info',
  [LogLevel.DEBUG]: 'debug',
} as const
const LEVEL_OF = {
  error: LogLevel.ERROR,
  warn: LogLevel.WARN,
  info: LogLevel.INFO,
  debug: LogLevel.DEBUG,
} as const

class SyncLogger {
  #entries: PageLogEntry[] = []
  #level: LogLevel | null = null

  setLevel(level: LogLevel): void {
    this.#level = level
  }

  /** `DEBUG` where `localStorage` has `ax-billing-debug-mode` as `true`, else `INFO`, until it is set. */
  getLevel(): LogLevel {
    this.#level ??= asksForDebugging() ? LogLevel.DEBUG : LogLevel.INFO
    return this.#level
  }

  error(category: LogCategory, message: string, data?: unknown): void {
    this.#log(LogLevel.ERROR, category, message, data)
  }

  warn(category: LogCategory, message: string, data?: unknown): void {
    this.#log(LogLevel.WARN, category, message, data)
  }

  info(category: LogCategory, message: string, data?: unknown): void {
    this.#log(LogLevel.INFO, category, message, data)
  }

  debug(category: LogCategory, message: string, data?: unknown): void {
    this.#log(LogLevel.DEBUG, category, message, data)
  }

  /** What was noted, oldest first: of one category, and no finer than a level, where they are named. */
  getLogs(category?: LogCategory, level: LogLevel = LogLevel.DEBUG): PageLogEntry[] {
    const noted = pageLog.entries.map(
      ({ at, level, message, detail }): PageLogEntry => ({
        ...{ timestamp: at, level: LEVEL_OF[level], category: LogCategory.GENERAL, message },
        ...(detail ? { data: detail } : {}),
      }),
    )
    return [...this.#entries, ...noted]
      .filter((entry) => entry.level <= level && (!category || entry.category === category))
      .sort((a, b) => a.timestamp.localeCompare(b.timestamp))
  }

  clearLogs(): void {
    this.#entries = []
    pageLog.entries = []
  }

  exportLogs(): string {
    return JSON.stringify(this.getLogs(), null, 2)
  }

  #log(level: LogLevel, category: LogCategory, message: string, data: unknown): void {
    if (level > this.getLevel()) return
    const entry = {
      timestamp: new Date().toISOString(),
      level,
      category,
      message,
      ...(data === undefined ? {} : { data }),
    }
    this.#entries = [...this.#entries.slice(1 - MOST_ENTRIES), entry]
    console[SAID_BY[level]](`[${LogLevel[level]}] [${category}]`, message, ...(data === undefined ? [] : [data]))
  }
}

/** `localStorage` itself throws where storage is forbidden, and is absent on a server. */
function asksForDebugging(): boolean {
  try {
    return window.localStorage.getItem(DEBUG_MODE_KEY) === 'true'
  } catch {
    return false
  }
}

export const syncLogger = /* @__PURE__ */ new SyncLogger()

export const logConnection = {
  connecting: (url: string) => syncLogger.info(LogCategory.CONNECTION, `Connecting to ${url}`),
  connected: (clientId?: string) => syncLogger.info(LogCategory.CONNECTION, 'Connected', { clientId }),
  disconnected: (reason?: string) => syncLogger.info(LogCategory.CONNECTION, 'Disconnected', { reason }),
  error: (error: unknown) => syncLogger.error(LogCategory.CONNECTION, 'The connection failed', error),
  reconnecting: (attempt: number, maxAttempts: number) =>
    syncLogger.info(LogCategory.CONNECTION, `Connecting again, attempt ${attempt} of ${maxAttempts}`),
  pollingFallback: () => syncLogger.warn(LogCategory.CONNECTION, 'Polling stands in for the stream'),
}

export const logEvents = {
  received: (eventType: string, orderID?: string) =>
    syncLogger.debug(LogCategory.EVENTS, `Received ${eventType}`, { orderID }),
  processed: (eventId: string, eventType: string) =>
    syncLogger.debug(LogCategory.EVENTS, `Processed ${eventType}`, { eventId }),
  filtered: (eventType: string, reason: string) =>
    syncLogger.debug(LogCategory.EVENTS, `Left out ${eventType}`, { reason }),
  acknowledged: (eventId: string) => syncLogger.debug(LogCategory.EVENTS, 'Acknowledged an event', { eventId }),
}

export const logPolling = {
  started: (intervalMs: number) => syncLogger.info(LogCategory.POLLING, 'Polling begins', { intervalMs }),
  stopped: () => syncLogger.info(LogCategory.POLLING, 'Polling ends'),
  success: (callbackId: string) => syncLogger.debug(LogCategory.POLLING, 'A polling callback ran', { callbackId }),
  error: (callbackId: string, error: unknown) =>
    syncLogger.error(LogCategory.POLLING, 'A polling callback failed', { callbackId, error }),
  circuitOpen: (callbackId: string) =>
    syncLogger.warn(LogCategory.POLLING, 'Polling pauses after repeated failures', { callbackId }),
}

export const logStorage = {
  saved: (key: string, size: number) => syncLogger.debug(LogCategory.STORAGE, 'Kept', { key, size }),
  loaded: (key: string, size: number) => syncLogger.debug(LogCategory.STORAGE, 'Read', { key, size }),
  cleared: (key: string) => syncLogger.debug(LogCategory.STORAGE, 'Cleared', { key }),
  error: (key: string, error: unknown) => syncLogger.error(LogCategory.STORAGE, 'The storage failed', { key, error }),
}
