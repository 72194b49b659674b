interface Registration {
  readonly run: () => void
  readonly interval: number
  timer: ReturnType<typeof setInterval> | null
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
    const registration: Registration = { run, interval: Math.max(1_000, interval), timer: null }
    this.#registrations.set(id, registration)
    if (this.#active) begin(registration)
    return id
  }

  remove(id: string): void {
    const registration = this.#registrations.get(id)
    if (registration) end(registration)
    this.#registrations.delete(id)
  }

  setActive(active: boolean): void {
    if (active === this.#active) return
    this.#active = active
    for (const registration of this.#registrations.values()) active ? begin(registration) : end(registration)
  }
}

function begin(registration: Registration): void {
  registration.run()
  registration.timer = setInterval(registration.run, registration.interval)
}

function end(registration: Registration): void {
  if (registration.timer !== null) clearInterval(registration.timer)
  registration.timer = null
}
