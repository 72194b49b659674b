import type { RecoveryKind, StationReport } from '@/lib/sync/engine'

/** Milliseconds an incident stays in the count the fleet list shows. */
const COUNTED = 24 * 60 * 60_000

type Recovered = Required<Pick<StationReport, 'recoveries' | 'lastRecovery'>>

/** What this station had to start again by itself since it runs: its page, its server. For the fleet list. */
export class Recoveries {
  readonly #now: () => number
  #incidents: { at: number; what: RecoveryKind }[] = []
  #serverRestarts = 0

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  note(what: RecoveryKind): void {
    this.#incidents = [...this.#recent(), { at: this.#now(), what }]
  }

  /** The supervisor says how often it has started the server again in all. */
  serverRestarts(total: number): void {
    if (total > this.#serverRestarts) this.note('server_ended')
    this.#serverRestarts = total
  }

  report(): Recovered {
    const recent = this.#recent()
    const last = recent.at(-1)
    return {
      recoveries: recent.length,
      lastRecovery: last ? { what: last.what, at: new Date(last.at).toISOString() } : null,
    }
  }

  #recent() {
    const since = this.#now() - COUNTED
    return this.#incidents.filter(({ at }) => at > since).slice(-999)
  }
}
