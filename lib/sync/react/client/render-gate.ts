/** Least time between two renders caused by events, milliseconds: at most 20 a second, however many events come. */
const RENDER_GAP = 50

/**
 * Lets the first change through at once and gathers those that follow within the gap into one. A timer rather than an
 * animation frame, because frames stop in a hidden tab and a list there must not fall behind for ever.
 */
export class RenderGate {
  readonly #open: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = Number.NEGATIVE_INFINITY

  constructor(open: () => void) {
    this.#open = open
  }

  /** Something changed that may wait a moment. */
  request(): void {
    if (this.#timer !== undefined) return
    const wait = this.#last + RENDER_GAP - performance.now()
    if (wait <= 0) this.now()
    else this.#timer = setTimeout(() => this.now(), wait)
  }

  /** Something changed that a person waits for. */
  now(): void {
    this.cancel()
    this.#last = performance.now()
    this.#open()
  }

  cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
