import { type Cursor, type EventSourceLike, parseEventId } from '@/lib/sync/engine'
import type { FakeClock } from './fake-clock'

type Listener = (event: { data?: string; lastEventId?: string; code?: number }) => void

/** What a request asks for. */
export interface Query {
  readonly orderID: string | null
  readonly eventTypes: readonly string[] | null
  readonly cursor: Cursor | null
  readonly limit: number
}

/** One stream as the client sees it. Frames arrive in order, each a little later. */
export class FakeStream implements EventSourceLike {
  readyState = 0
  doubleNext = false
  loseNext = false
  onClosed: () => void = () => undefined
  readonly query: Query
  readonly #clock: FakeClock
  readonly #delay: () => number
  readonly #listeners = new Map<string, Listener[]>()
  #frozen = false
  #lastEventId = ''
  #lastArrival = 0

  constructor(clock: FakeClock, query: Query, delay: () => number) {
    this.#clock = clock
    this.query = query
    this.#delay = delay
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  close(): void {
    this.readyState = 2
    this.onClosed()
  }

  freeze(): void {
    this.#frozen = true
    this.onClosed()
  }

  fail(code: number | null): void {
    this.onClosed()
    this.#later(() => {
      this.#emit('error', code === null ? {} : { code })
    })
  }

  /** A frame about the stream; `data` as it is if it is a string. */
  frame(name: string, data: unknown): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    this.#later(() => {
      this.readyState = 1
      this.#emit(name, { data: text, lastEventId: this.#lastEventId })
    })
  }

  /** A frame that carries only an id. */
  position(id: string): void {
    this.#later(() => {
      this.#lastEventId = id
    })
  }

  event(name: string, data: string, id: string): void {
    const times = this.doubleNext ? 2 : this.loseNext ? 0 : 1
    this.doubleNext = false
    this.loseNext = false
    for (let time = 0; time < times; time += 1) {
      this.#later(() => {
        this.#lastEventId = id
        this.#emit(name, { data, lastEventId: id })
      })
    }
  }

  #later(run: () => void): void {
    this.#lastArrival = Math.max(this.#lastArrival, this.#clock.monotonic() + this.#delay())
    this.#clock.setTimeout(() => {
      if (!this.#frozen && this.readyState !== 2) run()
    }, this.#lastArrival - this.#clock.monotonic())
  }

  #emit(name: string, event: { data?: string; lastEventId?: string; code?: number }): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(event)
  }
}

export function readQuery(url: URL): Query {
  const types = url.searchParams.get('eventTypes')
  return {
    orderID: url.searchParams.get('orderID'),
    eventTypes: types ? types.split(',') : null,
    cursor: parseEventId(url.searchParams.get('lastEventId') ?? ''),
    limit: Number(url.searchParams.get('limit') ?? 100),
  }
}
