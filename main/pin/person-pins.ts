import { z } from 'zod'
import type { Member } from '@/lib/domain'
import { hashPin, isPinHash, verifyPin } from '@/lib/pins/pin-hash'
import { StationError } from '../station-error'
import type { PinStorage } from './pin-gate'
import { afterWrongPin, isLocked, NO_TRIES } from './pin-tries'

const keptSchema = z.record(
  z.string(),
  z.object({
    /** `null` until a right PIN was typed here. */
    hash: z.string().nullable(),
    /** Which PIN it is the hash of. */
    pinSetAt: z.string().nullable(),
    failures: z.number().int().nonnegative(),
    lockedUntil: z.number().nonnegative(),
  }),
)
type Kept = z.infer<typeof keptSchema>
type Entry = Kept[string]

const UNKNOWN: Entry = { hash: null, pinSetAt: null, ...NO_TRIES }

/** Asks the server whether it is the person's PIN. @throws StationError where it does not say, with why */
export type AskServer = (personId: string, pin: string) => Promise<'right' | 'wrong'>

/**
 * The PINs of the team, as far as this station was told them: the server says once whether one is right, and from then on the
 * station says so itself until another is set. Wrong tries are counted for each person, over restarts too.
 */
export class PersonPins {
  readonly #storage: PinStorage
  readonly #now: () => number
  #trying: Promise<unknown> = Promise.resolve()

  /** @param storage sealed by what the machine keeps */
  constructor(storage: PinStorage, now: () => number = Date.now) {
    this.#storage = storage
    this.#now = now
  }

  /** Resolves where it is their PIN. @throws StationError `wrong_pin`, `pin_locked`, and what `askServer` throws */
  check(member: Member, pin: string, askServer: AskServer): Promise<void> {
    // One after another: parallel tries must not all be judged before the first is counted.
    const tried = this.#trying.then(() => this.#try(member, pin, askServer))
    this.#trying = tried.catch(() => undefined)
    return tried
  }

  async #try({ personId, pinSetAt }: Member, pin: string, askServer: AskServer): Promise<void> {
    const entry = this.#kept()[personId] ?? UNKNOWN
    if (isLocked(entry, this.#now())) throw this.#lockedError(entry)
    const isKnown = isPinHash(entry.hash ?? '') && entry.pinSetAt === pinSetAt
    const answer = isKnown ? await verifyPin(pin, entry.hash ?? '') : (await askServer(personId, pin)) === 'right'
    if (answer) {
      const hash = isKnown ? entry.hash : await hashPin(pin)
      return this.#keep(personId, { hash, pinSetAt, ...NO_TRIES })
    }
    const tries = afterWrongPin(entry, this.#now())
    this.#keep(personId, { ...entry, ...tries })
    if (isLocked(tries, this.#now())) throw this.#lockedError(tries)
    throw new StationError('wrong_pin', 'That is not the PIN. Try again.')
  }

  #lockedError({ lockedUntil }: Pick<Entry, 'lockedUntil'>): StationError {
    const seconds = Math.ceil((lockedUntil - this.#now()) / 1000)
    return new StationError('pin_locked', `Too many wrong tries. Wait ${seconds} s, then try again.`)
  }

  /** What is damaged or cannot be unsealed is learnt anew. */
  #kept(): Kept {
    try {
      return keptSchema.parse(JSON.parse(this.#storage.read() ?? '{}'))
    } catch {
      return {}
    }
  }

  #keep(personId: string, entry: Entry): void {
    this.#storage.write(JSON.stringify({ ...this.#kept(), [personId]: entry }))
  }
}
