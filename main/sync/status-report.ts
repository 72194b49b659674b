import type { StationReport, SyncStatus } from '@/lib/sync/engine'

/** Milliseconds. */
const EVERY = 60_000
const SOONEST = 5_000

/** What is to be told of the machine, whatever its feed does: what it had to start again by itself, and whether it prints. */
type MachineReport = Pick<StationReport, 'recoveries' | 'lastRecovery' | 'receiptPrinter'>

/** What the fleet list should know of a status. */
export function reportOf(status: SyncStatus, appVersion: string, machine: MachineReport = {}): StationReport {
  const behind = status.head === null || status.cursor === null ? 0 : Math.max(0, status.head - status.cursor.seq)
  return { appVersion, behind, waiting: status.pendingCommands, ...machine }
}

/** A change that the owner would want to see before the next minute: another size, to or from zero, a recovery, a printer. */
export function changedMuch(before: StationReport, now: StationReport): boolean {
  const size = (count: number) => (count === 0 ? 0 : 1 + Math.floor(Math.log10(count)))
  return (
    size(before.behind) !== size(now.behind) ||
    size(before.waiting) !== size(now.waiting) ||
    before.appVersion !== now.appVersion ||
    before.receiptPrinter !== now.receiptPrinter ||
    (now.recoveries ?? 0) > (before.recoveries ?? 0)
  )
}

/** What became of a report: the server keeps one at most every so often, and says when it did not. */
export type Sent = 'kept' | 'too_soon' | 'lost'

export interface StatusReporterOptions {
  readonly appVersion: string
  readonly status: () => SyncStatus
  readonly machine: () => MachineReport
  /** Sends one report. Must not throw. */
  readonly send: (report: StationReport) => Promise<Sent>
  readonly clock: {
    monotonic(): number
    setTimeout(run: () => void, delay: number): unknown
    clearTimeout(timer: unknown): void
  }
}

/** Tells the server how this station is doing: every minute, and sooner when it changed much. */
export class StatusReporter {
  readonly #options: StatusReporterOptions
  #last: { report: StationReport; at: number } | null = null
  #timer: unknown = null
  #sending = false
  #stopped = false

  constructor(options: StatusReporterOptions) {
    this.#options = options
  }

  /** Call whenever the status may have changed; cheap. */
  look(): void {
    if (this.#stopped || this.#sending) return
    const { clock, status, appVersion, machine } = this.#options
    const report = reportOf(status(), appVersion, machine())
    const age = this.#last ? clock.monotonic() - this.#last.at : Number.POSITIVE_INFINITY
    const due = this.#last && !changedMuch(this.#last.report, report) ? EVERY : SOONEST
    if (age >= due) void this.#send(report)
    else this.#wait(due - age)
  }

  stop(): void {
    this.#stopped = true
    this.#options.clock.clearTimeout(this.#timer)
  }

  async #send(report: StationReport): Promise<void> {
    this.#sending = true
    const sent = await this.#options.send(report)
    this.#sending = false
    const at = this.#options.clock.monotonic()
    // What the server has not kept is still news; what it did not get at all waits its minute, as the line does.
    this.#last = sent === 'too_soon' ? this.#last && { ...this.#last, at } : { report, at }
    // What changed meanwhile, or came too soon, does not wait for the next minute.
    if (this.#last) this.look()
    else this.#wait(SOONEST)
  }

  #wait(delay: number): void {
    if (this.#stopped) return
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    this.#timer = clock.setTimeout(() => this.look(), delay)
  }
}
