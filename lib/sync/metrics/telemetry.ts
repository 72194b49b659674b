import type { Connection, ConnectionEventType } from '../connection/machine'
import type { Cursor } from '../protocol'
import type { LogRing } from './log-ring'
import type { MetricsRecorder } from './recorder'

/** Counts and writes down what happens, in words that a person who looks for a fault can use. */
export class Telemetry {
  readonly #log: LogRing
  readonly #metrics: MetricsRecorder

  constructor(log: LogRing, metrics: MetricsRecorder) {
    this.#log = log
    this.#metrics = metrics
  }

  moved(before: Connection, after: Connection, event: ConnectionEventType): void {
    this.#metrics.moved(before, after)
    if (before.state === after.state) return
    const { state, reason, attempts } = after
    this.#log.add('info', `${before.state} -> ${state}`, { event, reason, attempts })
  }

  streamFailed(reason: string): void {
    this.#metrics.failedAttempt()
    this.#log.add('warn', 'The stream could not be opened', { reason })
  }

  invalidEvent(problem: string, cursor: Cursor | null): void {
    this.#metrics.invalidEvent()
    this.#log.add('warn', 'An invalid event was left out', { problem, seq: cursor?.seq ?? null })
  }

  invalidDocuments(count: number): void {
    this.#log.add('warn', 'The snapshot holds invalid documents; they were left out', { count })
  }

  snapshotTaken(documents: number, cursor: Cursor): void {
    this.#log.add('info', 'Documents taken from a snapshot', { documents, seq: cursor.seq })
  }

  journalFailing(failing: boolean, error: unknown): void {
    if (failing) this.#log.add('error', 'The journal cannot be written; trying again', { error: String(error) })
    else this.#log.add('info', 'The journal can be written again')
  }

  journalRebuilt(reason: string): void {
    this.#log.add('warn', 'The journal was begun anew', { reason })
  }

  acknowledgementLost(error: unknown): void {
    this.#log.add('warn', 'An acknowledgement could not be kept', { error: String(error) })
  }

  listenerFailed(error: unknown): void {
    this.#log.add('error', 'A listener of the feed failed', { error: String(error) })
  }

  resync(reason: string): void {
    this.#log.add('warn', 'The log must be read anew', { reason })
  }
}
