interface Registration {
  begin(): void
  end(): void
}

/** Callbacks of pages that fetch for themselves while the stream is down: run at once, then at their interval. */
export class PollingCallbacks {
  readonly #registrations = new Map<string, Registration>()
  readonly #failed: (error: unknown) => void
  #active = false
  #count = 0

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  get size(): number {
    return this.#registrations.size
  }

  /** `interval` in milliseconds, at least 1,000. Returns the id for `remove`. */
  add(callback: () => void | Promise<void>, interval: number): string {
    const id = `polling_${++this.#count}`
    const run = () => {
      try {
        Promise.resolve(callback()).catch(this.#failed)
      } catch (error) {
        this.#failed(error)
      }
    }
    let timer: ReturnType<typeof setInterval> | undefined
    const begin = () => {
      run()
      timer = setInterval(run, Math.max(1_000, interval))
    }
    this.#registrations.set(id, { begin, end: () => clearInterval(timer) })
    if (this.#active) begin()
    return id
  }

  remove(id: string): void {
    this.#registrations.get(id)?.end()
    this.#registrations.delete(id)
  }

  setActive(active: boolean): void {
    if (active === this.#active) return
    this.#active = active
    for (const { begin, end } of this.#registrations.values()) active ? begin() : end()
  }
}
