import type { EventSourceFactory, EventSourceLike } from '@/lib/sync/engine'
import type { FakeServer } from '../../support/fake-server'

/** Between one life of a program and the server: it can be closed, and with the program it ends. */
export class Road {
  #fault: 'none' | 'down' | 'stalled' = 'none'
  loseNextAnswer = false
  /** Deliver the next request twice, as a network that repeats itself does. */
  repeatNext = false
  #dead = false
  readonly #streams = new Set<Cuttable>()

  constructor(
    private readonly server: FakeServer,
    private readonly authorization: string,
  ) {}

  get fault(): 'none' | 'down' | 'stalled' {
    return this.#fault
  }

  set fault(fault: 'none' | 'down' | 'stalled') {
    this.#fault = fault
    if (fault === 'down') this.cut()
    if (fault === 'none') for (const stream of this.#streams) stream.flush()
  }

  readonly fetch = (async (input: string, init?: RequestInit) => {
    await this.#pass()
    const headers = new Headers(init?.headers)
    headers.set('authorization', this.authorization)
    const request = () => this.server.fetch(input, { ...init, headers })
    if (this.repeatNext) {
      this.repeatNext = false
      await request()
    }
    const response = await request()
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false
      throw new TypeError('terminated')
    }
    await this.#pass()
    return response
  }) as typeof fetch

  readonly eventSourceFactory: EventSourceFactory = (url) => {
    const stream = new Cuttable(this.server.eventSourceFactory(url), () => this.fault === 'stalled')
    this.#streams.add(stream)
    if (this.fault === 'down') stream.cut()
    return stream
  }

  /** All streams break, and the program notices. */
  cut(): void {
    for (const stream of this.#streams) stream.cut()
    this.#streams.clear()
  }

  /** The program is gone: nothing reaches it any more, and nothing of it gets out. */
  end(): void {
    this.#dead = true
    for (const stream of this.#streams) stream.close()
  }

  async #pass(): Promise<void> {
    if (this.#dead || this.fault === 'stalled') await new Promise(() => undefined)
    if (this.fault === 'down') throw new TypeError('fetch failed')
  }
}

type Listener = Parameters<EventSourceLike['addEventListener']>[1]

/** A stream that this road can break. */
class Cuttable implements EventSourceLike {
  readonly #errors: Listener[] = []
  /** What came while the road was stalled: it arrives late, in order, or never. */
  #held: (() => void)[] = []
  #closed = false

  constructor(
    private readonly inner: EventSourceLike,
    private readonly isStalled: () => boolean,
  ) {}

  get readyState(): number {
    return this.#closed ? 2 : this.inner.readyState
  }

  addEventListener(type: string, listener: Listener): void {
    if (type === 'error') this.#errors.push(listener)
    this.inner.addEventListener(type, (event) => {
      const deliver = () => this.#closed || listener(event)
      if (this.isStalled() || this.#held.length > 0) this.#held.push(deliver)
      else deliver()
    })
  }

  flush(): void {
    const held = this.#held
    this.#held = []
    for (const deliver of held) deliver()
  }

  close(): void {
    this.#closed = true
    this.inner.close()
  }

  cut(): void {
    if (this.#closed) return
    // As a network does it: later, and not while somebody is still listening in.
    queueMicrotask(() => {
      if (this.#closed) return
      for (const listener of this.#errors) listener({})
    })
  }
}
