import { expect } from 'vitest'
import type { Command, DocumentChange } from '@/lib/domain'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import {
  type Cursor,
  DEFAULT_SYNC_CONFIG,
  type FeedBatch,
  type Journal,
  type JournalContents,
  type JournalReplacement,
  type JournalStep,
  MemoryJournal,
  MemoryOutbox,
  parseEventId,
  type Subscription,
  SyncManager,
  type SyncStatus,
} from '@/lib/sync/engine'
import { unionFilter } from '@/lib/sync/transport/filter'
import { seededRandom } from '@/tests/support/seeded-random'
import { FakeClock } from '../../support/fake-clock'
import { FakeServer } from '../../support/fake-server'

/** 2.5 heartbeats of the fake server, or 2 polling intervals, and the road's delay: milliseconds. */
const LONGEST_SILENCE = 38_000

const UNANSWERED = CAR_WASH.refusal('unanswered').key

/** A journal whose disk can fail; writes take time. It remembers every event that was ever made durable. */
export class BreakableJournal implements Journal {
  broken = false
  readonly #below = new MemoryJournal(100_000)
  readonly #pause: () => Promise<void>
  /** Event ids in the order in which they became durable. */
  readonly ids: string[] = []
  /** Stretches of a log that a snapshot stood in for: after `from`, up to and with `to`. */
  readonly skipped: { readonly epoch: string; readonly from: number; readonly to: number }[] = []
  #cursor: Cursor | null = null

  constructor(pause: () => Promise<void>) {
    this.#pause = pause
  }

  open(recentLimit: number): Promise<JournalContents> {
    return this.#below.open(recentLimit)
  }

  async append(step: JournalStep): Promise<void> {
    await this.#write()
    await this.#below.append(step)
    this.ids.push(...step.events.map((event) => event.id))
    this.#cursor = step.cursor
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    await this.#write()
    await this.#below.replace(replacement)
    const { cursor } = replacement
    const before = this.#cursor
    if (before && before.epoch !== cursor.epoch) {
      this.skipped.push({ epoch: before.epoch, from: before.seq, to: Number.POSITIVE_INFINITY })
    }
    const from = before?.epoch === cursor.epoch ? before.seq : 0
    this.skipped.push({ epoch: cursor.epoch, from, to: cursor.seq })
    this.#cursor = cursor
  }

  async advance(cursor: Cursor): Promise<void> {
    await this.#write()
    await this.#below.advance(cursor)
    this.#cursor = cursor
  }

  close(): Promise<void> {
    return this.#below.close()
  }

  async #write(): Promise<void> {
    await this.#pause()
    if (this.broken) throw new Error('disk full')
  }
}

/** One server, one client, one screen, and a clock over them all. */
export class Site {
  readonly clock = new FakeClock()
  readonly server: FakeServer
  readonly journal: BreakableJournal
  readonly #subscription: Subscription | null
  /** Every other client takes a short way for a long one. */
  readonly #farBehind: number
  readonly #outbox = new MemoryOutbox()
  readonly #random: () => number
  engine: SyncManager
  checks = 0
  /** What a screen that only follows the feed shows. */
  #screen = new Map<string, unknown>()
  #screenStatus: SyncStatus | null = null
  #unfollow: () => void = () => undefined
  #wants: Subscription[] = []
  readonly #sent: string[] = []
  readonly #answered = new Set<string>()
  /** Why, by the ids of the commands. */
  readonly #refused = new Map<string, string | null>()

  /** @param subscription what the client asks for until a history makes it ask for everything */
  constructor(seed: number, subscription: Subscription | null = null) {
    this.#subscription = subscription
    this.#farBehind = seed % 2 === 0 ? 12 : DEFAULT_SYNC_CONFIG.farBehind
    this.#random = seededRandom(seed)
    this.server = new FakeServer(this.clock, this.#random)
    this.journal = new BreakableJournal(() => this.#pause())
    this.engine = this.#makeEngine()
  }

  async start(): Promise<void> {
    const state = await this.engine.start()
    this.#screen = new Map(state.documents.map((change) => [addressOf(change), change.document]))
    this.#screenStatus = state.status
    this.#unfollow = this.engine.subscribe((batch) => this.#draw(batch))
    this.#wants = []
    this.connect(this.#subscription ?? {})
  }

  /** Asks for this as well. */
  connect(subscription: Subscription): void {
    if (this.engine.status().connectionState === 'disconnected') this.#wants = []
    this.#wants.push(subscription)
    this.engine.connect(subscription)
  }

  /** Asks for this as well, while things go on happening at the server. */
  async widen(subscription: Subscription): Promise<void> {
    this.connect(subscription)
    for (let change = 0; change < 8; change += 1) {
      await this.clock.advance(Math.floor(this.#random() * 40))
      const orderID = this.pick(this.server.orderIDs())
      if (orderID === undefined || this.#random() < 0.2) this.server.createOrder()
      else if (this.#random() < 0.1) this.server.deleteOrder(orderID)
      else this.server.setStage(orderID)
      this.checkClaim()
      this.checkServed()
    }
  }

  async run(milliseconds: number): Promise<void> {
    // In steps, so that the claim is checked in the middle of things as well.
    const step = Math.max(50, milliseconds / 20)
    for (let left = milliseconds; left > 0; left -= step) {
      await this.clock.advance(Math.min(step, left))
      this.checkClaim()
    }
  }

  /** The program ends, and starts again on the same journal. */
  async restart(): Promise<void> {
    await this.#waitFor(this.engine.stop())
    this.#unfollow()
    this.engine = this.#makeEngine()
    await this.#waitFor(this.start())
  }

  async stop(): Promise<void> {
    await this.#waitFor(this.engine.stop())
  }

  /** Returns its id. */
  async sendCommand(): Promise<string> {
    const hex = () => Math.floor(this.#random() * 16).toString(16)
    const id = 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, hex)
    this.#sent.push(id)
    await this.engine.send({
      id,
      type: 'order.create',
      issuedAt: new Date(this.clock.now()).toISOString(),
      payload: {
        plate: 'WXY 1234',
        vehicleType: 'sedan',
        services: [{ serviceId: 'basic-wash', optionIds: [] }],
        queue: 'regular',
        customer: null,
        customerNotes: '',
        discount: 0,
        takenAs: null,
      },
    } satisfies Command)
    return id
  }

  readonly pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(this.#random() * values.length)]

  /** `current` may be claimed only when nothing the client could know of is missing, and the server spoke lately. */
  checkClaim(): void {
    this.checks += 1
    const status = this.engine.status()
    if (status.freshness.kind !== 'current') return
    expect(status.cursor?.seq, 'current while behind the head it has heard of').toBe(status.head)
    expect(['connected', 'polling_fallback']).toContain(status.connectionState)
    // Against the truth: nothing that happened longer ago than the longest honest silence may be missing.
    const known = this.server.headAt(this.clock.monotonic() - LONGEST_SILENCE)
    if (!known || !status.cursor) return
    // The fake server numbers its epochs.
    expect(status.cursor.epoch >= known.epoch, 'current in an epoch that is long gone').toBe(true)
    if (status.cursor.epoch === known.epoch)
      expect(status.cursor.seq, 'current without an event that is long there').toBeGreaterThanOrEqual(known.seq)
  }

  /** A picture that is called current, and is as far as the server is, holds everything that was asked for. */
  checkServed(): void {
    const { server, engine } = this
    const { freshness, cursor } = engine.status()
    if (freshness.kind !== 'current' || cursor?.epoch !== server.epoch || cursor.seq !== server.head) return
    const { orderID, eventTypes } = unionFilter(this.#wants)
    // A client that does not hear of every kind of change does not keep up with the documents.
    if (eventTypes) return
    const asked = (map: ReadonlyMap<string, unknown>) =>
      sorted(map).filter(([address]) => orderID === undefined || address === `order:${orderID}`)
    const held = new Map<string, unknown>(engine.state().documents.map((each) => [addressOf(each), each.document]))
    expect(asked(held), 'current, and what was asked for').toEqual(asked(server.documents()))
  }

  /** All faults end; the client is given the time that its documentation allows it. */
  async heal(): Promise<void> {
    this.server.fault = 'none'
    this.server.loseNextCommandAnswer = false
    this.server.loseNextAnswer = false
    this.server.throwing.clear()
    this.server.answersAtMost = Number.POSITIVE_INFINITY
    this.server.acceptWithin = 40
    this.journal.broken = false
    this.engine.credentialsChanged()
    await this.clock.advance(400_000)
    this.checkClaim()
  }

  checkHealed(): void {
    const { server, engine } = this
    const status = engine.status()
    expect(status, 'status after healing').toMatchObject({
      connectionState: 'connected',
      freshness: { kind: 'current' },
      cursor: { epoch: server.epoch, seq: server.head },
      head: server.head,
      pendingCommands: 0,
    })
    const state = engine.state()
    const projection = new Map<string, unknown>(state.documents.map((change) => [addressOf(change), change.document]))
    expect(sorted(projection)).toEqual(sorted(server.documents()))
    expect(sorted(this.#screen), 'the screen').toEqual(sorted(projection))
    expect(this.#screenStatus).toEqual(state.status)
    this.#checkOrder()
    for (const id of this.#sent) {
      expect(this.#allowed(id), 'a command is executed exactly once').toContain(server.executions.get(id) ?? 0)
      expect(this.#answered.has(id), 'and its answer is delivered').toBe(true)
    }
    expect(Object.prototype).not.toHaveProperty('polluted')
  }

  /** For a client that asked for everything all along. */
  checkNothingLost(): void {
    const { ids, skipped } = this.journal
    const held = new Set(ids)
    const seen = new Set(skipped.map(({ epoch }) => epoch))
    const missing = this.server.readableIds.filter((id) => {
      const cursor = parseEventId(id)
      if (!cursor || held.has(id) || !seen.has(cursor.epoch)) return false
      return !skipped.some(({ epoch, from, to }) => epoch === cursor.epoch && cursor.seq > from && cursor.seq <= to)
    })
    expect(missing, 'nothing lost but what a snapshot stood in for').toEqual([])
  }

  #checkOrder(): void {
    const { ids } = this.journal
    expect(new Set(ids).size, 'each seq once').toBe(ids.length)
    let last = { epoch: '', seq: 0 }
    for (const id of ids) {
      const cursor = parseEventId(id)
      if (!cursor) throw new Error(`${id} is not a cursor`)
      if (cursor.epoch === last.epoch) expect(cursor.seq, 'in order').toBeGreaterThan(last.seq)
      last = cursor
    }
  }

  /** How often a command may have been executed. */
  #allowed(id: string): readonly number[] {
    const reason = this.#refused.get(id)
    if (reason === undefined) return [1]
    // Given up without an answer: whether it was done is not known, and nobody says that it is.
    return reason === UNANSWERED ? [0, 1] : [0]
  }

  #draw(batch: FeedBatch): void {
    if (batch.replace) this.#screen.clear()
    for (const change of batch.changes) {
      if (change.document === null) this.#screen.delete(addressOf(change))
      else this.#screen.set(addressOf(change), change.document)
    }
    if (batch.status) this.#screenStatus = batch.status
    for (const result of batch.commandResults) {
      this.#answered.add(result.id)
      if (result.status === 'rejected') this.#refused.set(result.id, result.reason ?? null)
    }
  }

  #makeEngine(): SyncManager {
    return new SyncManager({
      serverUrl: 'http://server.test',
      journal: this.journal,
      outbox: this.#outbox,
      config: { autoConnect: false, farBehind: this.#farBehind, eventHistoryLimit: 8 },
      clock: this.clock,
      random: this.#random,
      fetch: this.server.fetch,
      eventSourceFactory: this.server.eventSourceFactory,
    })
  }

  #pause(): Promise<void> {
    const delay = Math.floor(this.#random() * 4)
    return delay === 0 ? Promise.resolve() : new Promise((resolve) => this.clock.setTimeout(resolve, delay))
  }

  async #waitFor(work: Promise<void>): Promise<void> {
    let done = false
    void work.finally(() => {
      done = true
    })
    for (let turn = 0; !done; turn += 1) {
      if (turn > 200) throw new Error('It does not end')
      await this.clock.advance(5)
    }
    await work
  }
}

function addressOf(change: DocumentChange): string {
  return `${change.kind}:${change.key}`
}

function sorted(map: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}
