import type { Actor, CatalogService, Command, DocumentChange, Site } from '@/lib/domain'
import type { Payment } from '@/lib/domain/commands/access'
import { actedAt } from '@/lib/domain/rules/acted-at'
import { type CommandResult, type Cursor, type EventSourceFactory, formatEventId } from '@/lib/sync/engine'
import { type Fault, type LogRow, matches, problem, reply } from './fake-answers'
import type { FakeClock } from './fake-clock'
import { FakeSite } from './fake-site'
import { FakeStream, type Query, readQuery } from './fake-stream'
import { execute, type RuledSite } from './ruled-documents'

/** Who works at a site whose commands are the product's own, and what it sells. */
export interface Rules {
  readonly catalogue: readonly CatalogService[]
  readonly site: Site
  /** Who sends, by the `authorization` of the request. */
  actorOf(authorization: string): Actor
}

/**
 * The protocol server as a model in memory: log, snapshot, pages, streams and commands, with a road to it that can be
 * cut, stalled and garbled. Time is a `FakeClock`. One tenant.
 */
export class FakeServer extends FakeSite {
  readonly clock: FakeClock
  fault: Fault = 'none'
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
  #streams = new Set<FakeStream>()
  #results = new Map<string, CommandResult>()
  readonly payments: Payment[] = []
  readonly #rules: Rules | null

  /** @param rules without them the only command is a new order, whose content does not matter */
  constructor(clock: FakeClock, random: () => number, rules: Rules | null = null) {
    super(random, rules ? ['bay-1', 'bay-2', 'bay-3'] : ['bay-1'])
    this.clock = clock
    this.#rules = rules
    this.epoch = this.#nextEpoch()
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

  // What happens at the server, beside its site

  /** An event that this client's version cannot read; it changes nothing it mirrors. */
  appendUnreadable(): void {
    this.append(this.pick(['stage_change', 'mystery_event']), { order: { orderID: '<img>' } })
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
    for (const stream of this.#streams) stream.frame('stage_change', this.pick(garbage))
  }

  // The wire

  readonly fetch = (async (input: string | URL | Request, init?: RequestInit) => {
    this.requests += 1
    const url = new URL(String(input))
    await this.#travel(init?.signal ?? null)
    switch (this.fault) {
      case 'down':
        throw new TypeError('fetch failed')
      case 'http_502':
        return reply(502, 'Bad gateway')
      case 'http_503':
        return reply(503, '{}', { 'retry-after': '3' })
      case 'http_401':
        return reply(401, problem('unauthorized', 'Sign in.'))
      case 'http_404':
        return reply(404, problem('no_such_site', 'There is no such site.'))
    }
    if (this.fault.startsWith('portal_')) return reply(Number(this.fault.slice(7)), '<h1>Welcome</h1>')
    if (url.pathname === '/api/v1/sync/commands') {
      const body = JSON.parse(String(init?.body)) as { commands: Command[]; sentAt?: string }
      const answer = this.#post(body, new Headers(init?.headers).get('authorization') ?? '')
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
    const stream = new FakeStream(this.clock, readQuery(new URL(url)), () => 1 + Math.floor(this.random() * 30))
    this.clock.setTimeout(() => this.#accept(stream), 1 + Math.floor(this.random() * this.acceptWithin))
    return stream
  }

  #accept(stream: FakeStream): void {
    if (stream.readyState === 2 || this.fault === 'stalled') return
    if (this.fault !== 'none') {
      const status = /\d+$/.exec(this.fault)
      const code = status ? Number(status[0]) : null
      stream.fail(this.random() < 0.5 ? null : code)
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

  #serves(query: Query, row: LogRow): boolean {
    return matches(query, row) && !(typeof row.wire.orderID === 'string' && this.hides(row.wire.orderID))
  }

  #snapshot() {
    const of = (kind: string) =>
      this.visible()
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
      concerns: of('concern'),
      shifts: of('shift'),
    }
  }

  #execute(commands: readonly Command[], sentAt: string | undefined, sender: string): { results: CommandResult[] } {
    const results = commands.map((command): CommandResult => {
      const first = this.#results.get(command.id)
      if (first) return { id: command.id, status: 'duplicate', first }
      const result = this.#executeOne(command, sentAt, sender)
      this.#results.set(command.id, result)
      return result
    })
    return { results }
  }

  /** As the server does it: a throw ends the request, with the answers so far or with none. */
  #post({ commands, sentAt }: { commands: Command[]; sentAt?: string }, sender: string): Response {
    this.sentAt = sentAt ?? null
    this.batches.push(commands.map(({ id }) => id))
    const unreadable = commands.findIndex(({ id }) => this.unreadable.has(id))
    if (unreadable >= 0) return reply(400, problem('bad_body', 'Not understood', `commands.${unreadable}.type`))
    const thrower = commands.findIndex(({ id }) => this.throwing.has(id))
    const reached = commands.slice(0, Math.min(thrower < 0 ? commands.length : thrower, this.answersAtMost))
    const answer = this.#execute(reached, sentAt, sender)
    if (thrower >= 0 && !this.answersBeforeThrow) return reply(500, problem('internal', 'The reason is in the log.'))
    return reply(200, JSON.stringify(answer))
  }

  #executeOne(command: Command, sentAt: string | undefined, sender: string): CommandResult {
    if (this.#rules) return this.#executeByRule(this.#rules, command, sentAt, sender)
    if (command.type === 'order.create') {
      this.#countExecution(command)
      const orderID = this.createOrder()
      return { id: command.id, status: 'applied', seq: this.#head, orderID }
    }
    return { id: command.id, status: 'rejected', code: 'not_allowed', message: 'Not in this model', current: null }
  }

  #executeByRule(rules: Rules, command: Command, sentAt: string | undefined, sender: string): CommandResult {
    const now = this.clock.now() + this.clockAhead
    const moment = {
      actor: rules.actorOf(sender),
      site: rules.site,
      actedAt: actedAt(command.issuedAt, sentAt, now),
      now,
    }
    const result = execute(this.#ruledSite(rules), command, moment)
    if (result.status === 'applied') this.#countExecution(command)
    return result
  }

  #ruledSite({ catalogue }: Rules): RuledSite {
    return {
      store: {
        get: (kind, key) => this.find(kind, key)?.document as never,
        put: (kind, key, document) => this.put({ kind, key, document } as DocumentChange),
      },
      catalogue,
      nextOrderID: () => this.nextOrderID(),
      payments: this.payments,
      tell: ({ eventType, data, orderID }) => this.append(eventType, data, orderID),
      head: () => this.#head,
    }
  }

  /** The first answer to a command; `undefined` where it never got here. */
  answerTo(id: string): CommandResult | undefined {
    return this.#results.get(id)
  }

  #countExecution({ id }: Command): void {
    this.executions.set(id, (this.executions.get(id) ?? 0) + 1)
  }

  #resetReason(cursor: Cursor): 'epoch_changed' | 'expired' | 'ahead' | null {
    if (cursor.epoch !== this.epoch) return 'epoch_changed'
    if (cursor.seq > this.#head) return 'ahead'
    const oldest = this.#log[0]?.seq ?? this.#head + 1
    return cursor.seq + 1 < oldest ? 'expired' : null
  }

  protected override append(eventType: string, data: Readonly<Record<string, unknown>>, orderID?: string): void {
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

  /** Asked anew when a request arrives: the fault may have begun or ended while it was on its way. */
  #isDown(): boolean {
    return this.fault === 'down'
  }

  #travel(signal: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      if (this.fault === 'stalled') return
      this.clock.setTimeout(resolve, 1 + Math.floor(this.random() * 60))
    })
  }

  #now(): string {
    return new Date(this.clock.now() + this.clockAhead).toISOString()
  }

  #nextEpoch(): string {
    this.#epochs += 1
    return `epoch${String(this.#epochs).padStart(3, '0')}`
  }
}
