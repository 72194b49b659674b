import type { ChangeStream, ClientSession, Document } from 'mongodb'
import { z } from 'zod'
import { type HintListener, MISSED_EVERY } from '../hints'
import type { Transactions } from './client'

/** The collection that holds changed sign-ins until everybody has heard of them. */
export const SIGN_INS = 'ax_sign_ins'
export interface SignInRow {
  readonly name: string
  readonly from: string
  readonly at: Date
}

const TICK_MS = 1_000
/** In ticks: how often the logs are looked at while the stream is open, and while it is not. */
const LOOK_EVERY = { listening: 5, deaf: 2 }
/** How long the server waits for news before it answers that there is none. */
const NEWS_WITHIN_MS = 1_000
const CHANGES = ['insert', 'update', 'replace']

/** Of either collection, as the stream tells it. What is gone by the time it is looked up comes as `null`. */
const changeSchema = z.object({
  fullDocument: z
    .object({
      tenant: z.string().optional(),
      writtenBy: z.string().optional(),
      name: z.string().optional(),
      from: z.string().optional(),
    })
    .nullish(),
})

/**
 * Word from the other servers on the same database: a change stream tells when the head of a log was written, by whomever,
 * and which sign-ins were changed. What it misses while it is not open is found by looking.
 */
export class HintLine {
  private listener: HintListener | null = null
  private stream: ChangeStream<Document> | null = null
  private ticking: NodeJS.Timeout | undefined
  private ticks = 0
  private deafTicks = 0
  private wasLost = false

  /**
   * @param own this server, whose own changes need not be told to it
   * @param heads the name of the collection of the logs' heads
   */
  constructor(
    private readonly transactions: Transactions,
    private readonly own: string,
    private readonly heads: () => string,
  ) {}

  async listen(listener: HintListener): Promise<() => Promise<void>> {
    this.listener = listener
    this.ticking = setInterval(() => this.tick(), TICK_MS)
    this.open()
    return async () => {
      this.listener = null
      clearInterval(this.ticking)
      await this.stream?.close().catch(() => undefined)
    }
  }

  /** Told with the transaction that the session is of, or not at all. */
  async tellSignIn(session: ClientSession, name: string): Promise<void> {
    const row: SignInRow = { name, from: this.own, at: new Date() }
    await this.transactions.db().collection<SignInRow>(SIGN_INS).insertOne(row, { session })
  }

  private open(): void {
    const changed = { operationType: { $in: CHANGES }, 'ns.coll': { $in: [this.heads(), SIGN_INS] } }
    const stream = this.transactions
      .db()
      .watch([{ $match: changed }], { fullDocument: 'updateLookup', maxAwaitTimeMS: NEWS_WITHIN_MS })
    this.stream = stream
    stream.on('change', (change) => this.hear(change))
    // The driver opens it again by itself where nothing is missed; told here is what it cannot mend.
    stream.on('error', () => this.lose(stream))
    stream.on('close', () => this.lose(stream))
    stream.once('resumeTokenChanged', () => {
      if (this.wasLost) this.listener?.missed()
      this.wasLost = false
      // Now that it is open: what was committed before is found here, what comes after it is heard.
      this.listener?.look()
    })
  }

  private lose(stream: ChangeStream<Document>): void {
    if (this.stream !== stream) return
    this.stream = null
    this.wasLost = true
    stream.close().catch(() => undefined)
  }

  private tick(): void {
    this.ticks += 1
    if (!this.stream) this.open()
    this.deafTicks = this.wasLost ? this.deafTicks + 1 : 0
    if (this.deafTicks > 0 && this.deafTicks % MISSED_EVERY === 0) this.listener?.missed()
    if (this.ticks % (this.wasLost ? LOOK_EVERY.deaf : LOOK_EVERY.listening) === 0) this.listener?.look()
  }

  private hear(change: unknown): void {
    const heard = changeSchema.safeParse(change)
    const { tenant, writtenBy, name, from } = heard.data?.fullDocument ?? {}
    if (tenant && writtenBy) {
      if (writtenBy !== this.own) this.listener?.logs([tenant])
    } else if (name && from) {
      if (from !== this.own) this.listener?.signIns([name])
      // In no words that are known here, or gone: found by looking.
    } else this.listener?.missed()
  }
}
