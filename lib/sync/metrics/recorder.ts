import type { Connection } from '../connection/machine'
import type { Clock } from '../ports/ports'
import { idleMetrics } from './idle'
import type { SyncMetrics } from './metrics'

const RATE_WINDOW = 10_000
const MAX_RECOVERY_TIMES = 20
const MAX_LATENCIES = 100

/** A stopwatch of one connection state: how long it has been on in all, milliseconds. */
class Stopwatch {
  #total = 0
  #since: number | null = null

  set(on: boolean, now: number): void {
    if (on && this.#since === null) this.#since = now
    if (!on && this.#since !== null) {
      this.#total += now - this.#since
      this.#since = null
    }
  }

  read(now: number): number {
    return this.#total + (this.#since === null ? 0 : now - this.#since)
  }
}

/** Counts what happens; durations come from the monotonic clock. */
export class MetricsRecorder {
  readonly #clock: Clock
  readonly #start: number
  readonly #connected = new Stopwatch()
  readonly #fallback = new Stopwatch()
  readonly #byType = new Map<string, number>()
  readonly #counts: { -readonly [Name in keyof SyncMetrics]: SyncMetrics[Name] }
  #lostAt: number | null = null
  #latencies: number[] = []
  /** Events per whole second of the monotonic clock. */
  #seconds: { second: number; count: number }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    this.#counts = idleMetrics(new Date(clock.now()).toISOString())
    this.#start = clock.monotonic()
  }

  attempt(): void {
    this.#counts.totalAttempts += 1
  }

  failedAttempt(): void {
    this.#counts.failedAttempts += 1
  }

  moved(before: Connection, after: Connection): void {
    if (before.state === after.state) return
    const now = this.#clock.monotonic()
    this.#connected.set(after.state === 'connected', now)
    this.#fallback.set(after.state === 'polling_fallback', now)
    if (after.state === 'polling_fallback') this.#counts.fallbackCount += 1
    if (before.state === 'connected') this.#lostAt = after.state === 'disconnected' ? null : now
    if (after.state === 'disconnected') this.#lostAt = null
    if (after.state !== 'connected') return
    this.#counts.totalConnections += 1
    if (this.#lostAt === null) return
    this.#counts.reconnects += 1
    this.#counts.recoveryTimes = [...this.#counts.recoveryTimes, now - this.#lostAt].slice(-MAX_RECOVERY_TIMES)
    this.#lostAt = null
  }

  event(type: string, timestamp: string): void {
    this.#counts.totalEvents += 1
    this.#byType.set(type, (this.#byType.get(type) ?? 0) + 1)
    const second = Math.floor(this.#clock.monotonic() / 1000)
    const last = this.#seconds.at(-1)
    if (last?.second === second) last.count += 1
    else this.#seconds = [...this.#seconds, { second, count: 1 }].filter((each) => each.second > second - 11)
    const latency = this.#clock.now() - Date.parse(timestamp)
    if (!Number.isFinite(latency)) return
    this.#latencies.push(Math.max(0, latency))
    if (this.#latencies.length > 2 * MAX_LATENCIES) this.#latencies = this.#latencies.slice(-MAX_LATENCIES)
  }

  invalidEvent(): void {
    this.#counts.invalidEvents += 1
  }

  duplicateEvent(): void {
    this.#counts.duplicateEvents += 1
  }

  read(storageBytes: number | null): SyncMetrics {
    const now = this.#clock.monotonic()
    const uptime = this.#connected.read(now)
    const age = now - this.#start
    const oldest = Math.floor((now - RATE_WINDOW) / 1000)
    const recent = this.#seconds.reduce((sum, each) => (each.second > oldest ? sum + each.count : sum), 0)
    const { totalAttempts, failedAttempts } = this.#counts
    return {
      ...this.#counts,
      eventsByType: Object.fromEntries(this.#byType),
      uptime,
      uptimeShare: age > 0 ? Math.min(1, uptime / age) : 0,
      eventsPerSecond: recent / (RATE_WINDOW / 1000),
      fallbackTime: this.#fallback.read(now),
      errorRate: totalAttempts > 0 ? failedAttempts / totalAttempts : 0,
      storageBytes,
      latencies: this.#latencies.slice(-MAX_LATENCIES),
    }
  }
}
