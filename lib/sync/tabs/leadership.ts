/** The part of the Web Locks API that an election needs. */
export type Locks = Pick<LockManager, 'request'>

export interface LeadershipOptions {
  readonly locks: Locks
  readonly name: string
  onElected(): void
  /** Another tab took over because this one did not answer. */
  onDeposed(): void
}

/** One tab's part in the election: whoever holds the lock leads; the next in line follows when it closes. */
export class Leadership {
  readonly #options: LeadershipOptions
  #waiting: AbortController | null = null
  #release: (() => void) | null = null
  #stopped = false

  constructor(options: LeadershipOptions) {
    this.#options = options
  }

  get held(): boolean {
    return this.#release !== null
  }

  /** Stands in line for the lock. */
  seek(): void {
    const waiting = new AbortController()
    this.#waiting = waiting
    this.#request({ signal: waiting.signal })
  }

  /** Takes the lock from a leader that does not answer. */
  seize(): void {
    if (this.held || this.#stopped) return
    this.#waiting?.abort()
    this.#waiting = null
    this.#request({ steal: true })
  }

  /** Gives the lock to the next in line and may seize it again later. */
  yield(): void {
    this.#release?.()
    this.#release = null
  }

  /** Gives the lock back, or leaves the line. */
  resign(): void {
    this.#stopped = true
    this.#waiting?.abort()
    this.#release?.()
    this.#release = null
  }

  #request(options: LockOptions): void {
    const { locks, name, onElected, onDeposed } = this.#options
    let mine: (() => void) | null = null
    const hold = () =>
      new Promise<void>((release) => {
        if (this.#stopped) return release()
        mine = release
        this.#release = release
        onElected()
      })
    locks.request(name, options, hold).catch(() => {
      // Left the line, or was deposed: then the lock is already another's, and we stand in line again.
      if (mine === null || this.#release !== mine) return
      this.#release = null
      onDeposed()
      if (!this.#stopped) this.seek()
    })
  }
}
