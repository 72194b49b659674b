import {
  type Command,
  type CommandResult,
  type Cursor,
  type DocumentChange,
  type EventSourceFactory,
  type EventSourceLike,
  formatEventId,
  isWholeOrder,
  type Order,
  parseEventId,
  STAGES,
} from '@/lib/sync/engine'
import type { FakeClock } from './fake-clock'
import { sampleBay, sampleJob, sampleOrder, sampleQueue } from './sample-documents'

/** How the road to the server behaves. */
export type Weather =
  | 'fine'
  /** Connections are refused. */
  | 'down'
  /** Nothing answers; requests hang. */
  | 'stalled'
  | 'http_502'
  | 'http_503'
  /** The server refuses the credentials. */
  | 'http_401'
  /** Somebody on the way answers in HTML: a proxy, a captive portal. */
  | 'portal_200'
  | 'portal_400'
  | 'portal_401'
  | 'portal_403'
  | 'portal_502'
  /** Plain requests pass, streams do not. */
  | 'streams_blocked'

interface LogRow {
  readonly seq: number
  /** As the wire carries it; not always valid. */
  readonly wire: Record<string, unknown>
}

type Listener = (event: { data?: string; lastEventId?: string; code?: number }) => void

interface Query {
  readonly orderID: string | null
  readonly eventTypes: readonly string[] | null
  readonly cursor: Cursor | null
  readonly limit: number
}

/**
 * The protocol server as a model in memory: log, snapshot, pages, streams and commands, with a road to it that can be
 * cut, stalled and garbled. Time is a `FakeClock`. One tenant.
 */
export class FakeServer {
  readonly clock: FakeClock
  readonly #random: () => number
  weather: Weather = 'fine'
  /** What the last command request said of its own time. */
  sentAt: string | null = null
  /** The next command answer is lost after the server has executed the commands. */
  loseNextCommandAnswer = false
  /** The server's own clock, milliseconds ahead of the clock of all. */
  clockAhead = 0
  /** The next answer to a snapshot or a page is lost on the way. */
  loseNextAnswer = false
  /** Ids of commands on which the server throws, and of such as it cannot read. */
  readonly throwing = new Set<string>()
  readonly unreadable = new Set<string>()
  /** A server that throws still answers the commands before. */
  answersBeforeThrow = true
  /** Most commands of one request that are executed. */
  answersAtMost = Number.POSITIVE_INFINITY
  /** Ids of the commands of each request that arrived. */
  readonly batches: string[][] = []
  /** Orders (and their events) that this client may not see. */
  hides: (orderID: string) => boolean = () => false
  /** Streams say with id-only frames how far they have come past events they leave out. */
  sendsPositions = true
  /** Most events a page holds, whatever was asked for. */
  pageLimit = 500
  heartbeatInterval = 15_000
  /** Longest time until a stream is accepted, milliseconds: a browser at its limit of connections waits for seconds. */
  acceptWithin = 40
  epoch: string
  requests = 0
  /** Executions of each command id; more than 1 is a broken promise. */
  readonly executions = new Map<string, number>()
  /** Where the head was when, for checks against the truth. */
  readonly #headTimes: { readonly at: number; readonly head: Cursor }[] = []
  /** Ids of all events ever logged that a client can read. */
  readonly readableIds: string[] = []
  #epochs = 0
  #log: LogRow[] = []
  #head = 0
  #documents = new Map<string, DocumentChange>()
  #streams = new Set<FakeStream>()
  #results = new Map<string, CommandResult>()
  #orders = 0

  constructor(clock: FakeClock, random: () => number) {
    this.clock = clock
    this.#random = random
    this.epoch = this.#nextEpoch()
    this.#put({ kind: 'queue', key: 'regular', document: sampleQueue('regular') })
    this.#put({ kind: 'bay', key: 'bay-1', document: sampleBay('bay-1') })
  }

  get head(): number {
    return this.#head
  }

  get openStreams(): number {
    return this.#streams.size
  }

  /** The head as it was at a monotonic time, milliseconds; `null` before the first event. */
  headAt(time: number): Cursor | null {
    return this.#headTimes.findLast((each) => each.at <= time)?.head ?? null
  }

  /** Every document that the client may see, by `kind:key`. */
  documents(): Map<string, unknown> {
    return new Map(this.#visible().map((change) => [`${change.kind}:${change.key}`, change.document]))
  }

  // What happens at the server

  createOrder(): string {
    this.#orders += 1
    const orderID = `AX-20260115-${String(this.#orders).padStart(4, '0')}`
    const order = sampleOrder(orderID)
    this.#put({ kind: 'order', key: orderID, document: order })
    this.#append('order_created', { order }, orderID)
    return orderID
  }

  orderIDs(): string[] {
    return [...this.#documents.values()].filter((change) => change.kind === 'order').map((change) => change.key)
  }

  setStage(orderID: string, newStage: Order['stage'] = this.#pick(STAGES)): void {
    const before = this.#order(orderID)
    const order: Order = { ...before, stage: newStage, version: before.version + 1 }
    this.#put({ kind: 'order', key: orderID, document: order })
    this.#append('stage_change', { previousStage: before.stage, newStage, order }, orderID)
  }

  /** One change, two events. */
  pay(orderID: string): void {
    const before = this.#order(orderID)
    const order: Order = { ...before, stage: 'paid', paymentStatus: 'paid', version: before.version + 1 }
    this.#put({ kind: 'order', key: orderID, document: order })
    this.#append('stage_change', { previousStage: before.stage, newStage: 'paid', order }, orderID)
    const data = { previousStatus: before.paymentStatus, newStatus: 'paid', amount: order.totalAmount, order }
    this.#append('payment_update', data, orderID)
  }

  deleteOrder(orderID: string): void {
    const order = this.#order(orderID)
    this.#documents.delete(`order:${orderID}`)
    this.#append('order_deleted', { order }, orderID)
  }

  changeBay(): void {
    const before = this.#documents.get('bay:bay-1')?.document
    const version = (before?.version ?? 0) + 1
    const bay = sampleBay('bay-1', { status: this.#pick(['available', 'cleaning'] as const), version })
    this.#put({ kind: 'bay', key: 'bay-1', document: bay })
    this.#append('queue_update', { bay })
  }

  changeJob(): void {
    const jobId = '3f2b8c1e-9d4a-4c7b-8e6f-1a2b3c4d5e6f'
    const version = (this.#documents.get(`job:${jobId}`)?.document?.version ?? 0) + 1
    const job = sampleJob(jobId, { version })
    this.#put({ kind: 'job', key: jobId, document: job })
    this.#append('job_progress_update', { job, bayId: 'bay-1' })
  }

  /** An event that this client's version cannot read; it changes nothing it mirrors. */
  appendUnreadable(): void {
    this.#append(this.#pick(['stage_change', 'mystery_event']), { order: { orderID: '<img>' } })
    this.readableIds.pop()
  }

  /** Forgets all but the last `keep` events. */
  prune(keep: number): void {
    this.#log = keep > 0 ? this.#log.slice(-keep) : []
  }

  /** The database was restored or begun anew: a new epoch; `seq` starts over. Documents stay. */
  loseLog(): void {
    this.epoch = this.#nextEpoch()
    this.#log = []
    this.#head = 0
    this.#noteHead()
    this.cutStreams()
  }

  // What happens on the road

  /** All streams break; clients notice. */
  cutStreams(): void {
    for (const stream of [...this.#streams]) stream.fail(null)
  }

  /** All streams go silent; clients do not notice. */
  freezeStreams(): void {
    for (const stream of [...this.#streams]) stream.freeze()
  }

  /** The next event of each stream is delivered twice. */
  doubleNext(): void {
    for (const stream of this.#streams) stream.doubleNext = true
  }

  /** The next event of each stream is lost on the way: a hole. */
  loseNext(): void {
    for (const stream of this.#streams) stream.loseNext = true
  }

  /** Something that is no event at all arrives on each stream. */
  garble(): void {
    const garbage = ['{', '[]', 'null', '"x"', '{"__proto__":{"polluted":true}}', '<script>alert(1)</script>']
    for (const stream of this.#streams) stream.frame('stage_change', this.#pick(garbage))
  }

  // The wire

  readonly fetch = (async (input: string | URL | Request, init?: RequestInit) => {
    this.requests += 1
    const url = new URL(String(input))
    await this.#travel(init?.signal ?? null)
    switch (this.weather) {
      case 'down':
        throw new TypeError('fetch failed')
      case 'http_502':
        return reply(502, 'Bad gateway')
      case 'http_503':
        return reply(503, '{}', { 'retry-after': '3' })
      case 'http_401':
        return reply(401, problem('unauthorized', 'Sign in.'))
    }
    if (this.weather.startsWith('portal_')) return reply(Number(this.weather.slice(7)), '<h1>Welcome</h1>')
    if (url.pathname === '/api/v1/sync/commands') {
      const answer = this.#post(JSON.parse(String(init?.body)) as { commands: Command[]; sentAt?: string })
      if (this.loseNextCommandAnswer) {
        this.loseNextCommandAnswer = false
        throw new TypeError('terminated')
      }
      return answer
    }
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false
      throw new TypeError('terminated')
    }
    const headers = new Headers(init?.headers)
    const body = JSON.stringify(url.pathname.endsWith('/snapshot') ? this.#snapshot() : this.#page(readQuery(url)))
    const etag = `"${body.length}-${this.epoch}-${this.#head}-${url.search}"`
    if (headers.get('if-none-match') === etag) return reply(304, '')
    await this.#travel(init?.signal ?? null)
    if (this.#isDown()) throw new TypeError('terminated')
    return reply(200, body, { etag })
  }) as typeof fetch

  readonly eventSourceFactory: EventSourceFactory = (url) => {
    const stream = new FakeStream(this.clock, readQuery(new URL(url)), () => 1 + Math.floor(this.#random() * 30))
    this.clock.setTimeout(() => this.#accept(stream), 1 + Math.floor(this.#random() * this.acceptWithin))
    return stream
  }

  #accept(stream: FakeStream): void {
    if (stream.readyState === 2 || this.weather === 'stalled') return
    if (this.weather !== 'fine') {
      const status = /\d+$/.exec(this.weather)
      const code = status ? Number(status[0]) : null
      stream.fail(this.#random() < 0.5 ? null : code)
      return
    }
    this.#streams.add(stream)
    stream.onClosed = () => this.#streams.delete(stream)
    const timestamp = this.#now()
    stream.frame('connected', {
      clientId: 'fake',
      epoch: this.epoch,
      head: this.#head,
      heartbeatInterval: this.heartbeatInterval,
      message: 'connected',
      timestamp,
    })
    const { cursor } = stream.query
    const reason = cursor ? this.#resetReason(cursor) : null
    if (reason) stream.frame('reset', { reason, head: this.#head, epoch: this.epoch })
    else if (cursor) for (const row of this.#log) if (row.seq > cursor.seq) this.#deliver(stream, row)
    this.#beat(stream)
  }

  #beat(stream: FakeStream): void {
    this.clock.setTimeout(() => {
      if (stream.readyState === 2) return
      const activeConnections = this.#streams.size
      stream.frame('heartbeat', { timestamp: this.#now(), head: this.#head, activeConnections })
      this.#beat(stream)
    }, this.heartbeatInterval)
  }

  #deliver(stream: FakeStream, row: LogRow): void {
    const id = formatEventId({ epoch: this.epoch, seq: row.seq })
    if (!this.#serves(stream.query, row)) {
      if (this.sendsPositions) stream.position(id)
    } else stream.event(String(row.wire.eventType), JSON.stringify(row.wire), id)
  }

  #page(query: Query) {
    const cursor = query.cursor ?? { epoch: this.epoch, seq: this.#head }
    const reset = this.#resetReason(cursor)
    const after = reset ? [] : this.#log.filter((row) => row.seq > cursor.seq)
    const matching = after.filter((row) => this.#serves(query, row))
    const rows = matching.slice(0, Math.min(query.limit, this.pageLimit))
    const hasMore = rows.length < matching.length
    const seq = hasMore ? (rows.at(-1)?.seq ?? cursor.seq) : this.#head
    return {
      events: rows.map((row) => row.wire),
      lastEventId: formatEventId({ epoch: this.epoch, seq }),
      head: this.#head,
      epoch: this.epoch,
      reset,
      hasMore,
    }
  }

  #visible(): DocumentChange[] {
    return [...this.#documents.values()].filter((change) => change.kind !== 'order' || !this.hides(change.key))
  }

  #serves(query: Query, row: LogRow): boolean {
    return matches(query, row) && !(typeof row.wire.orderID === 'string' && this.hides(row.wire.orderID))
  }

  #snapshot() {
    const of = (kind: string) =>
      this.#visible()
        .filter((change) => change.kind === kind)
        .map((change) => change.document)
    return {
      epoch: this.epoch,
      head: this.#head,
      lastEventId: formatEventId({ epoch: this.epoch, seq: this.#head }),
      orders: of('order'),
      queues: of('queue'),
      bays: of('bay'),
      jobs: of('job'),
    }
  }

  #execute({ commands }: { commands: Command[] }): { results: CommandResult[] } {
    const results = commands.map((command): CommandResult => {
      const first = this.#results.get(command.id)
      if (first) return { id: command.id, status: 'duplicate', first }
      const result = this.#executeOne(command)
      this.#results.set(command.id, result)
      return result
    })
    return { results }
  }

  /** As the server does it: a throw ends the request, with the answers so far or with none. */
  #post({ commands, sentAt }: { commands: Command[]; sentAt?: string }): Response {
    this.sentAt = sentAt ?? null
    this.batches.push(commands.map(({ id }) => id))
    const unreadable = commands.findIndex(({ id }) => this.unreadable.has(id))
    if (unreadable >= 0) return reply(400, problem('bad_body', 'Not understood', `commands.${unreadable}.type`))
    const thrower = commands.findIndex(({ id }) => this.throwing.has(id))
    const reached = commands.slice(0, Math.min(thrower < 0 ? commands.length : thrower, this.answersAtMost))
    const answer = this.#execute({ commands: reached })
    if (thrower >= 0 && !this.answersBeforeThrow) return reply(500, problem('internal', 'The reason is in the log.'))
    return reply(200, JSON.stringify(answer))
  }

  #executeOne(command: Command): CommandResult {
    if (command.type === 'order.create') {
      this.executions.set(command.id, (this.executions.get(command.id) ?? 0) + 1)
      const orderID = this.createOrder()
      return { id: command.id, status: 'applied', seq: this.#head, orderID }
    }
    return { id: command.id, status: 'rejected', code: 'not_allowed', message: 'Not in this model', current: null }
  }

  #resetReason(cursor: Cursor): 'epoch_changed' | 'expired' | 'ahead' | null {
    if (cursor.epoch !== this.epoch) return 'epoch_changed'
    if (cursor.seq > this.#head) return 'ahead'
    const oldest = this.#log[0]?.seq ?? this.#head + 1
    return cursor.seq + 1 < oldest ? 'expired' : null
  }

  #append(eventType: string, data: Record<string, unknown>, orderID?: string): void {
    this.#head += 1
    this.#noteHead()
    const wire = {
      id: formatEventId({ epoch: this.epoch, seq: this.#head }),
      eventType,
      ...(orderID ? { orderID } : {}),
      tenantId: 'main',
      timestamp: this.#now(),
      actor: 'system',
      data,
    }
    const row = { seq: this.#head, wire }
    this.readableIds.push(String(wire.id))
    this.#log.push(row)
    for (const stream of this.#streams) this.#deliver(stream, row)
  }

  #noteHead(): void {
    this.#headTimes.push({ at: this.clock.monotonic(), head: { epoch: this.epoch, seq: this.#head } })
  }

  #put(change: DocumentChange): void {
    this.#documents.set(`${change.kind}:${change.key}`, change)
  }

  #order(orderID: string): Order {
    const change = this.#documents.get(`order:${orderID}`)
    if (change?.kind !== 'order' || !change.document || !isWholeOrder(change.document))
      throw new Error(`No order ${orderID}`)
    return change.document
  }

  /** Asked anew after the road was travelled: the weather may have changed on the way. */
  #isDown(): boolean {
    return this.weather === 'down'
  }

  #travel(signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      if (this.weather === 'stalled') return
      this.clock.setTimeout(resolve, 1 + Math.floor(this.#random() * 60))
    })
  }

  #now(): string {
    return new Date(this.clock.now() + this.clockAhead).toISOString()
  }

  #nextEpoch(): string {
    this.#epochs += 1
    return `epoch${String(this.#epochs).padStart(3, '0')}`
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T
  }
}

/** One stream as the client sees it. Frames arrive in order, each a little later. */
class FakeStream implements EventSourceLike {
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

function readQuery(url: URL): Query {
  const types = url.searchParams.get('eventTypes')
  return {
    orderID: url.searchParams.get('orderID'),
    eventTypes: types ? types.split(',') : null,
    cursor: parseEventId(url.searchParams.get('lastEventId') ?? ''),
    limit: Number(url.searchParams.get('limit') ?? 100),
  }
}

function matches(query: Query, row: LogRow): boolean {
  if (query.orderID && row.wire.orderID !== query.orderID) return false
  return !query.eventTypes || query.eventTypes.includes(String(row.wire.eventType))
}

function problem(code: string, message: string, field?: string): string {
  return JSON.stringify({ error: { code, message, field } })
}

function reply(status: number, text: string, headers: Record<string, string> = {}): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    body: null,
    text: async () => text,
  } as unknown as Response
}
