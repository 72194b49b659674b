import { LOG_EVENT_TYPES, type LogEventType } from '../../domain'
import { completeData } from '../../domain/samples/event-data'
import type { EventSourceFactory, EventSourceLike } from '../ports/ports'
import { formatEventId } from '../protocol'
import { TEST_EPOCH, type TestEvent, TestServer } from './test-server'

type Listener = Parameters<EventSourceLike['addEventListener']>[1]
type Fields = Readonly<Record<string, unknown>>

/** A stream that a test plays the server of. */
export class TestEventSource implements EventSourceLike {
  readonly url: string
  readyState = 0
  readonly #server: TestServer
  readonly #listeners = new Map<string, Set<Listener>>()

  constructor(url: string, server: TestServer) {
    this.url = url
    this.#server = server
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listener))
  }

  close(): void {
    this.readyState = 2
  }

  /** What the server was asked for: the query of the address. */
  get query(): URLSearchParams {
    return new URL(this.url, 'http://test.invalid').searchParams
  }

  /**
   * Sends an event or frame. What `data` leaves out is filled in, and an event of the log gets the next id, so that
   * `simulateEvent('stage_change', { newStage: 'completed' }, 'ORDER-001')` is enough.
   */
  simulateEvent(eventType: string, data: Fields = {}, orderID?: string): void {
    if (eventType === 'connected') this.#connected(data)
    else if (eventType === 'heartbeat')
      this.#frame('heartbeat', { timestamp: now(), head: this.#server.head, activeConnections: 1, ...data })
    else if (isLogEvent(eventType)) this.#logged(eventType, data, orderID)
    else this.#frame(eventType, data)
  }

  /** Sends exactly this text under this name, for tests of what no server should send. */
  simulateFrame(name: string, data: string, lastEventId = ''): void {
    if (this.readyState === 2) return
    for (const listener of this.#listeners.get(name) ?? []) listener({ data, lastEventId })
  }

  /** Ends the stream as a lost connection or an HTTP error does. */
  simulateError(status?: number): void {
    if (this.readyState === 2) return
    this.readyState = 2
    for (const listener of this.#listeners.get('error') ?? []) listener(status === undefined ? {} : { code: status })
  }

  #connected(data: Fields): void {
    this.readyState = 1
    const usual = { clientId: 'test-client', epoch: TEST_EPOCH, head: this.#server.head, heartbeatInterval: 15_000 }
    this.#frame('connected', { ...usual, message: 'Connected', timestamp: now(), ...data })
  }

  #logged(eventType: LogEventType | 'order_stage_change', data: Fields, orderID?: string): void {
    const given = orderID ?? numberIn(data)
    const id = formatEventId({ epoch: TEST_EPOCH, seq: this.#server.head + 1 })
    const whole = completeData(eventType, data, given)
    const named = given ?? numberIn(whole)
    const event: TestEvent = {
      id,
      eventType,
      ...(named ? { orderID: named } : {}),
      data: whole,
      tenantId: 'main',
      timestamp: now(),
      actor: 'system',
    }
    this.#server.log.push(event)
    this.simulateFrame(eventType, JSON.stringify(event), id)
  }

  #frame(name: string, data: Fields): void {
    this.simulateFrame(name, JSON.stringify(data))
  }
}

export interface TestEventSourceFactory extends EventSourceFactory {
  readonly fetch: typeof fetch
  readonly server: TestServer
  /** Every stream opened so far, oldest first. */
  readonly instances: readonly TestEventSource[]
  readonly lastInstance: TestEventSource
}

/**
 * An `eventSourceFactory` for tests: no network at all. `lastInstance` is the newest stream; opening takes a few
 * microtasks, so wait for it (`await waitFor(() => factory.lastInstance)`). @throws Error where none is open yet
 */
export function createTestEventSource(server: TestServer = new TestServer()): TestEventSourceFactory {
  const instances: TestEventSource[] = []
  const factory: EventSourceFactory = (url) => {
    const source = new TestEventSource(url, server)
    instances.push(source)
    return source
  }
  return Object.defineProperties(factory as TestEventSourceFactory, {
    fetch: { value: server.fetch },
    server: { value: server },
    instances: { value: instances },
    lastInstance: {
      get() {
        const last = instances.at(-1)
        if (!last) throw new Error('No stream is open yet: wait for the provider to open one.')
        return last
      },
    },
  })
}

function numberIn({ order }: Fields): string | undefined {
  return (order as { orderID?: string } | undefined)?.orderID
}

function isLogEvent(eventType: string): eventType is LogEventType | 'order_stage_change' {
  return eventType === 'order_stage_change' || (LOG_EVENT_TYPES as readonly string[]).includes(eventType)
}

function now(): string {
  return new Date().toISOString()
}
