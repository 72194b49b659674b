import type { Subscription } from '../../sync-engine'
import { isFiltered, unionFilter } from '../../transport/filter'
import { covers } from './subscription'

/** How long the stream outlives its last user: a route change or StrictMode's second mount finds it still open. */
const LINGER = 300

export interface StreamControl {
  connect(filter: Subscription): void
  disconnect(): void
  /** Somebody asked to disconnect and nobody wants the stream any more, or somebody does again. */
  left(left: boolean): void
}

/**
 * Who on this page wants the stream, and how wide it must be. Components hold shares; the stream carries the union. It
 * is widened when somebody needs more and never narrowed while open, so that coming and going does not flap it.
 */
export class ConnectionShares {
  readonly #control: StreamControl
  readonly #shares = new Map<object, Subscription>()
  readonly #interests = new Map<object, Subscription>()
  #automatic: Subscription | null = null
  #dismissed = false
  #left = false
  #running = false
  #filter: Subscription | null = null
  #linger: ReturnType<typeof setTimeout> | undefined
  #settling = false

  constructor(control: StreamControl) {
    this.#control = control
  }

  /** How many components hold a share or an interest. */
  get size(): number {
    return this.#shares.size + this.#interests.size
  }

  /** Whether anybody wants a connection now. */
  get wanted(): boolean {
    return this.#running && (this.#shares.size > 0 || (this.#automatic !== null && !this.#dismissed))
  }

  /** Begins to act; `automatic` is what the provider itself asks for, `null` without `autoConnect`. */
  start(automatic: Subscription | null): void {
    this.#running = true
    this.#automatic = automatic
    this.#settle()
  }

  stop(): void {
    this.#running = false
    this.#cancelLinger()
    this.#filter = null
  }

  /** `owner` wants to be connected. */
  take(owner: object, subscription: Subscription): void {
    this.#dismissed = false
    this.#shares.set(owner, subscription)
    this.#tellLeft()
    this.#settleSoon()
  }

  /** `owner` is gone; the provider's own wish, if any, stays. */
  release(owner: object): void {
    if (this.#shares.delete(owner)) this.#settleSoon()
  }

  /**
   * A person or program asked to disconnect. A component that had connected gives back its own share; one that had not
   * speaks for the page: everybody's share ends. Returns whether others go on.
   */
  dismiss(owner: object): boolean {
    if (!this.#shares.delete(owner)) this.#shares.clear()
    if (this.#shares.size === 0) this.#dismissed = true
    this.#tellLeft()
    this.#settleSoon()
    return this.#shares.size > 0
  }

  /** `owner` does not connect by itself, but while there is a stream it must carry this. Returns how to withdraw it. */
  need(owner: object, subscription: Subscription): () => void {
    this.#interests.set(owner, subscription)
    this.#settleSoon()
    return () => this.#interests.delete(owner)
  }

  /** Opens the stream anew with what is wanted now, which may be narrower. */
  reopen(): void {
    if (this.#filter) this.#control.disconnect()
    this.#filter = null
    this.#dismissed = false
    this.#tellLeft()
    this.#settle()
  }

  #tellLeft(): void {
    const left = this.#dismissed && this.#shares.size === 0
    if (left === this.#left) return
    this.#left = left
    this.#control.left(left)
  }

  /** Several components mount in one commit: their wishes become one request. */
  #settleSoon(): void {
    if (!this.#running || this.#settling) return
    this.#settling = true
    queueMicrotask(() => {
      this.#settling = false
      if (this.#running) this.#settle()
    })
  }

  #settle(): void {
    if (!this.wanted) {
      if (this.#filter) this.#linger ??= setTimeout(() => this.#end(), LINGER)
      return
    }
    this.#cancelLinger()
    const filter = this.#union()
    if (this.#filter && covers(this.#filter, filter)) return
    this.#filter = this.#filter ? unionFilter([this.#filter, filter]) : filter
    this.#control.connect(this.#filter)
  }

  #union(): Subscription {
    const asked = [...this.#shares.values()]
    // Without a filter of its own the provider wants "whatever the page needs", not everything on top of it.
    const automatic = this.#automatic
    if (automatic && !this.#dismissed && (asked.length === 0 || isFiltered(automatic))) asked.push(automatic)
    return unionFilter([...asked, ...this.#interests.values()])
  }

  #end(): void {
    this.#linger = undefined
    this.#filter = null
    this.#control.disconnect()
  }

  #cancelLinger(): void {
    clearTimeout(this.#linger)
    this.#linger = undefined
  }
}
