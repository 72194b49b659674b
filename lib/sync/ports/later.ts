/** A part of an engine that is there from the beginning, or that is made when what it is made of has been brought. */
export class Later<Brought extends object, Part> {
  readonly #from: Brought | (() => Promise<Brought>)
  readonly #make: (brought: Brought) => Part
  #part: Part | null = null
  #coming: Promise<Part> | null = null

  /** @param from a function brings it */
  constructor(from: Brought | (() => Promise<Brought>), make: (brought: Brought) => Part) {
    this.#from = from
    this.#make = make
    if (typeof from !== 'function') this.#part = make(from)
  }

  /** `null` until it has been brought. */
  get here(): Part | null {
    return this.#part
  }

  /** Whether somebody has asked for it already. */
  get comes(): boolean {
    return this.#coming !== null
  }

  /** Brings it, where it is not there. What did not come may come when it is asked for again. */
  bring(): Promise<Part> {
    this.#coming ??= this.#bring()
    return this.#coming
  }

  async #bring(): Promise<Part> {
    try {
      this.#part ??= this.#make(await (this.#from as () => Promise<Brought>)())
      return this.#part
    } catch (error) {
      this.#coming = null
      throw error
    }
  }
}
