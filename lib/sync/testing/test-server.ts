import type { Command } from '../../domain'
import { commandRequestSchema, type Snapshot } from '../car-wash/wire'
import { formatEventId, parseEventId } from '../protocol'

export const TEST_EPOCH = 'test'

/** An event as the wire carries it, loosely typed: tests may send what a server must not. */
export interface TestEvent {
  readonly id: string
  readonly eventType: string
  readonly orderID?: string
  readonly data: Readonly<Record<string, unknown>>
  readonly tenantId: string
  readonly timestamp: string
  readonly actor: string
}

/** The requests an engine makes beside its stream, answered from memory: snapshot, polling pages, commands. */
export class TestServer {
  readonly log: TestEvent[] = []
  /** Commands received, in order. */
  readonly commands: Command[] = []
  /** Why commands are refused; `null`: they are applied. */
  refusal: string | null = null
  /** What a refusal tells of the document as it is: `{ queue: sampleQueue() }`. */
  current: Readonly<Record<string, object>> | null = null
  /** Requests are answered 401. */
  signedOut = false
  /** Documents of the first snapshot. */
  documents: Partial<Pick<Snapshot, 'orders' | 'queues' | 'bays' | 'jobs'>> = {}

  get head(): number {
    return this.log.length
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input), 'http://test.invalid')
    if (this.signedOut) return json({ error: { code: 'unauthorized', message: 'Sign in.' } }, 401)
    if (url.pathname.endsWith('/snapshot')) return json(this.#snapshot())
    if (url.pathname.endsWith('/commands')) return json(this.#execute(JSON.parse(String(init?.body))))
    return json(this.#page(url.searchParams.get('lastEventId')))
  }

  #snapshot(): Snapshot {
    const empty = { orders: [], queues: [], bays: [], jobs: [], concerns: [], shifts: [] }
    return { epoch: TEST_EPOCH, head: this.head, lastEventId: this.#cursor(this.head), ...empty, ...this.documents }
  }

  #page(lastEventId: string | null) {
    const from = parseEventId(lastEventId ?? '')?.seq ?? this.head
    const events = this.log.slice(from)
    return {
      events,
      lastEventId: this.#cursor(this.head),
      head: this.head,
      epoch: TEST_EPOCH,
      reset: null,
      hasMore: false,
    }
  }

  #execute(body: unknown) {
    const { commands } = commandRequestSchema.parse(body)
    this.commands.push(...commands)
    const refused = { status: 'rejected', code: 'not_allowed', message: this.refusal, current: this.current }
    const answer = this.refusal === null ? { status: 'applied', seq: this.head } : refused
    return { results: commands.map(({ id }) => ({ id, ...answer })) }
  }

  #cursor(seq: number): string {
    return formatEventId({ epoch: TEST_EPOCH, seq })
  }
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
