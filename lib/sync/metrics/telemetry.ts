import type { Decision, RefusedCommand } from '../commands/refused-command'
import type { Connection, ConnectionEventType } from '../connection/machine'
import type { LogRing } from '../log-ring'
import type { CommandResult, Cursor } from '../protocol'
import type { MetricsRecorder } from './recorder'

/** What a log may hold of a command: no names, plates or notes. */
const FIT_FOR_LOGS = new Set(['orderID', 'jobId', 'bayId', 'toBayId', 'queue', 'stage', 'action', 'method', 'amount'])

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

  pollFailed(reason: string): void {
    this.#log.add('warn', 'A poll failed', { reason })
  }

  commandsFailed(reason: string): void {
    this.#log.add('warn', 'Commands could not be sent', { reason })
  }

  commandsAnswered(results: readonly CommandResult[]): void {
    for (const result of results) {
      if (result.status !== 'rejected') continue
      this.#log.add('warn', 'A command was rejected', { id: result.id, code: result.code })
    }
  }

  decided({ command: { id, type, issuedAt, payload }, answer }: RefusedCommand, decision: Decision): void {
    const about = Object.fromEntries(Object.entries(payload).filter(([name]) => FIT_FOR_LOGS.has(name)))
    const refused = answer.reason ?? answer.code
    this.#log.add('info', 'A person decided on a refused command', { decision, id, type, issuedAt, ...about, refused })
  }
}
