import type { Clock, LogEntry } from '../ports/ports'

/** Entries kept for the debug view. */
export const LOG_LIMIT = 500

export type LogDetail = Readonly<Record<string, unknown>>

/** The last log entries, oldest first; each is also handed on. */
export class LogRing {
  readonly #clock: Clock
  readonly #forward: (entry: LogEntry) => void
  #entries: LogEntry[] = []

  constructor(clock: Clock, forward: (entry: LogEntry) => void = () => undefined) {
    this.#clock = clock
    this.#forward = forward
  }

  add(level: LogEntry['level'], message: string, detail?: LogDetail): void {
    const at = new Date(this.#clock.now()).toISOString()
    const entry: LogEntry = detail ? { at, level, message, detail } : { at, level, message }
    this.#entries.push(entry)
    if (this.#entries.length > 2 * LOG_LIMIT) this.#entries = this.#entries.slice(-LOG_LIMIT)
    this.#forward(entry)
  }

  /** Newest last, at most `LOG_LIMIT`; of `level` alone where one is named. */
  entries(level?: LogEntry['level']): readonly LogEntry[] {
    const chosen = level ? this.#entries.filter((entry) => entry.level === level) : this.#entries
    return chosen.slice(-LOG_LIMIT)
  }
}
