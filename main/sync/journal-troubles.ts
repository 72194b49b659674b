import { faultOf, faultOfOpening } from '../journal'

/** Milliseconds. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
/** Openings in a row that the disk may fail before the file is given up. */
const FAULTS = 3
/** A file that breaks twice in this time is given up, however whole it looks. */
const SPAN = 10 * 60_000

/** Counts what goes wrong with one server's journal: when it is tried again, and whether its file is still worth it. */
export class JournalTroubles {
  #failures = 0
  #faults = 0
  #brokeAt = Number.NEGATIVE_INFINITY
  #brokeAgain = false

  /** Whether the next opening should begin a new file. */
  get anew(): boolean {
    return this.#brokeAgain || this.#faults >= FAULTS
  }

  /** An open journal broke. @param at milliseconds on a clock that never goes back */
  broke(error: unknown, at: number): void {
    this.#brokeAgain = faultOf(error) !== null && at - this.#brokeAt < SPAN
    this.#brokeAt = at
  }

  /** It could not be opened. @returns milliseconds until it should be tried again */
  failed(error: unknown): number {
    this.#failures += 1
    this.#faults = faultOfOpening(error) === 'disk' ? this.#faults + 1 : 0
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#failures - 1))
  }

  opened(): void {
    this.#failures = 0
    this.#faults = 0
    this.#brokeAgain = false
  }
}
