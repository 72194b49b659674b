import type { StationReport, SyncStatus } from '@/lib/sync/engine'

/** Milliseconds. */
const EVERY = 60_000
const SOONEST = 5_000

/** What the fleet list should know of a status. */
export function reportOf(
  status: SyncStatus,
  appVersion: string,
  recovered: Pick<StationReport, 'recoveries' | 'lastRecovery'> = {},
): StationReport {
  const behind = status.head === null || status.cursor === null ? 0 : Math.max(0, status.head - status.cursor.seq)
  return { appVersion, behind, waiting: status.pendingCommands, ...recovered }
}

/** A change that the owner would want to see before the next minute: another size, to or from zero, a recovery. */
export function changedMuch(before: StationReport, now: StationReport): boolean {
  const size = (count: number) => (count === 0 ? 0 : 1 + Math.floor(Math.log10(count)))
  return (
    size(before.behind) !== size(now.behind) ||
    size(before.waiting) !== size(now.waiting) ||
    before.appVersion !== now.appVersion ||
    (now.recoveries ?? 0) > (before.recoveries ?? 0)
  )
}

export interface StatusReporterOptions {
  readonly appVersion: string
  readonly status: () => SyncStatus
  /** What the station had to start again by itself. */
  readonly recovered: () => Pick<StationReport, 'recoveries' | 'lastRecovery'>
  /** Sends one report; resolves `false` when it did not arrive. Must not throw. */
  readonly send: (report: StationReport) => Promise<boolean>
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
    const { clock, status, appVersion, recovered } = this.#options
    const report = reportOf(status(), appVersion, recovered())
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
    await this.#options.send(report)
    this.#sending = false
    this.#last = { report, at: this.#options.clock.monotonic() }
    this.#wait(EVERY)
  }

  #wait(delay: number): void {
    if (this.#stopped) return
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    this.#timer = clock.setTimeout(() => this.look(), delay)
  }
}
