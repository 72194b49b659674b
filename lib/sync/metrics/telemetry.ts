import type { Connection, ConnectionEventType } from '../connection/machine'
import type { Decision, RefusedCommand } from '../outbox/refused-command'
import type { AnyCommand } from '../ports/domain'
import type { CommandResult, Cursor } from '../protocol'
import type { BreakerState } from '../status/status'
import type { LogRing } from './log-ring'
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

  breaker(state: BreakerState): void {
    if (state !== 'closed') this.#log.add('warn', `Circuit breaker ${state}`)
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

  decided({ command, answer }: RefusedCommand, decision: Decision): void {
    const refused = answer.reason ?? answer.code
    this.#log.add('info', 'A person decided on a refused command', { decision, ...saidOf(command), refused })
  }

  withdrawn(commands: readonly AnyCommand[]): void {
    for (const command of commands) this.#log.add('info', 'A person took a waiting command back', saidOf(command))
  }
}

function saidOf({ id, type, issuedAt, payload }: AnyCommand) {
  return {
    id,
    type,
    issuedAt,
    ...Object.fromEntries(Object.entries(payload).filter(([name]) => FIT_FOR_LOGS.has(name))),
  }
}
