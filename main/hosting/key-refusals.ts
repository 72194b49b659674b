import type { SyncStatus } from '@/lib/sync/engine'

/** Milliseconds a key must have been refused, and how often, before it is given up. */
const REFUSED_FOR = 60_000
const REFUSED_TIMES = 2

/**
 * Whether a running server really does not know a key: it has refused it twice, a minute or more apart, and not taken it
 * in between. A single refusal may be an accident, and what follows cuts off every station of the site.
 */
export class KeyRefusals {
  #since: number | null = null

  /**
   * @param now milliseconds on a clock that never goes back
   * @returns true once, when the key should be given up
   */
  isUnknown({ reason, refusals = 0 }: Pick<SyncStatus, 'reason' | 'refusals'>, now: number): boolean {
    if (refusals === 0) {
      this.#since = null
      return false
    }
    this.#since ??= now
    if (reason !== 'unauthorized' || refusals < REFUSED_TIMES || now - this.#since < REFUSED_FOR) return false
    this.#since = null
    return true
  }

  forget(): void {
    this.#since = null
  }
}
