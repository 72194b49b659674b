import { z } from 'zod'
import { hashPin, verifyPin } from '@/lib/pins/pin-hash'
import type { PinState } from '@/preload/contract'
import { StationError } from '../station-error'
import { afterWrongPin, isLocked, NO_TRIES, type PinTries } from './pin-tries'

/** How long the station stays unlocked after the last protected action, milliseconds. */
const UNLOCKED_FOR = 5 * 60_000

const recordSchema = z.object({
  hash: z.string(),
  failures: z.number().int().nonnegative(),
  lockedUntil: z.number().nonnegative(),
})

/** Where the hash and the count of wrong tries are kept; tries survive a restart, so that pulling the plug wins nothing. */
export interface PinStorage {
  read(): string | null
  write(text: string | null): void
}

/** Stands before everything that only the site's staff may do. Without a PIN it is open. */
export class PinGate {
  readonly #storage: PinStorage
  readonly #now: () => number
  #unlockedUntil = 0
  #trying: Promise<unknown> = Promise.resolve()

  constructor(storage: PinStorage, now: () => number = Date.now) {
    this.#storage = storage
    this.#now = now
  }

  state(): PinState {
    const record = this.#record()
    const now = this.#now()
    return {
      set: record !== null,
      unlocked: record === null || this.#unlockedUntil > now,
      lockedUntil: record && isLocked(record, now) ? new Date(record.lockedUntil).toISOString() : null,
    }
  }

  /**
   * For reading: does not keep the station unlocked for longer, or a screen that refreshes itself would for ever.
   * @throws StationError `pin_needed`
   */
  check(): void {
    if (!this.state().unlocked) throw new StationError('pin_needed', 'This needs the PIN. Enter it and try again.')
  }

  /** For an action: the time until the station locks itself begins anew. @throws StationError `pin_needed` */
  pass(): void {
    this.check()
    this.#unlockedUntil = this.#now() + UNLOCKED_FOR
  }

  /** @throws StationError `wrong_pin`, `pin_locked` */
  unlock(pin: string): Promise<PinState> {
    // One after another: parallel tries must not all be judged before the first is counted.
    const tried = this.#trying.then(() => this.#try(pin))
    this.#trying = tried.catch(() => undefined)
    return tried
  }

  lock(): PinState {
    this.#unlockedUntil = 0
    return this.state()
  }

  async set(pin: string | null): Promise<PinState> {
    this.pass()
    if (pin === null) this.#storage.write(null)
    else this.#keep({ hash: await hashPin(pin), ...NO_TRIES })
    return this.state()
  }

  async #try(pin: string): Promise<PinState> {
    const record = this.#record()
    if (!record) return this.state()
    if (isLocked(record, this.#now())) throw this.#lockedError(record)
    if (await verifyPin(pin, record.hash)) {
      this.#keep({ hash: record.hash, ...NO_TRIES })
      this.#unlockedUntil = this.#now() + UNLOCKED_FOR
      return this.state()
    }
    const tries = afterWrongPin(record, this.#now())
    this.#keep({ hash: record.hash, ...tries })
    if (isLocked(tries, this.#now())) throw this.#lockedError(tries)
    throw new StationError('wrong_pin', 'That is not the PIN. Try again.')
  }

  #lockedError(tries: PinTries): StationError {
    const seconds = Math.ceil((tries.lockedUntil - this.#now()) / 1000)
    return new StationError('pin_locked', `Too many wrong tries. Wait ${seconds} s, then try again.`)
  }

  #record(): z.infer<typeof recordSchema> | null {
    const text = this.#storage.read()
    if (text === null) return null
    try {
      return recordSchema.parse(JSON.parse(text))
    } catch {
      // A damaged record locks rather than opens: the PIN is then set anew from the server's pairing (docs/security.md).
      return { hash: '', ...NO_TRIES }
    }
  }

  #keep(record: z.infer<typeof recordSchema>): void {
    this.#storage.write(JSON.stringify(record))
  }
}
