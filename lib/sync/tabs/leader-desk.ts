import type { FeedBatch, FeedState } from '../feed/feed'
import type { Clock } from '../ports/ports'
import type { Subscription, SyncEngine } from '../sync-engine'
import { unionFilter } from '../transport/filter'
import type { TabChannel, TabMessage } from './messages'

/** A follower not heard of for so long is gone without a word, milliseconds; hidden tabs speak once a minute. */
const FOLLOWER_GONE = 180_000

/** The leader's work: holds the engine, tells the others what it hears, and gathers what all of them want. */
export class LeaderDesk {
  readonly engine: SyncEngine
  readonly #id: string
  readonly #channel: TabChannel
  readonly #clock: Clock
  readonly #wants = new Map<string, { subscription: Subscription | null; heardAt: number }>()
  readonly #unsubscribe: () => void
  #connected = false
  #open = false

  constructor(options: {
    engine: SyncEngine
    id: string
    channel: TabChannel
    clock: Clock
    onBatch: (batch: FeedBatch) => void
  }) {
    this.engine = options.engine
    this.#id = options.id
    this.#channel = options.channel
    this.#clock = options.clock
    this.#unsubscribe = this.engine.subscribe((batch) => {
      options.onBatch(batch)
      this.#channel.post({ kind: 'batch', from: this.#id, batch })
    })
  }

  async open(): Promise<FeedState> {
    const state = await this.engine.start()
    this.#open = true
    this.#follow()
    this.#channel.post({ kind: 'leader', from: this.#id })
    return state
  }

  want(tab: string, subscription: Subscription | null): void {
    this.#wants.set(tab, { subscription, heardAt: this.#clock.monotonic() })
    this.#follow()
  }

  take(message: TabMessage): void {
    if (!this.#open) return
    const { from } = message
    const known = this.#wants.get(from)
    if (known) known.heardAt = this.#clock.monotonic()
    switch (message.kind) {
      case 'hello':
        this.#channel.post({
          kind: 'state',
          from: this.#id,
          to: from,
          state: this.engine.state(),
          metrics: this.engine.metrics(),
        })
        break
      case 'want':
        this.want(from, message.subscription)
        break
      case 'ping':
        this.#forgetTheGone()
        this.#channel.post({ kind: 'pong', from: this.#id, metrics: this.engine.metrics() })
        break
      case 'act':
        this.engine[message.action]()
        break
      case 'command':
        void this.#keep(message)
        break
      case 'acknowledge':
        this.engine.acknowledge(message.ids)
        break
      case 'release':
        // A disk that cannot be written keeps it: it is shown again.
        this.engine.release(message.id, message.decision).catch(() => undefined)
        break
      case 'withdrawn':
        this.engine.withdrawn(message.ids)
        break
      case 'bye':
        if (this.#wants.delete(from)) this.#follow()
        break
    }
  }

  async close(): Promise<void> {
    this.#open = false
    this.#unsubscribe()
    await this.engine.stop()
  }

  async #keep({ from, command, stored }: Extract<TabMessage, { kind: 'command' }>): Promise<void> {
    const reply = (error: string | null) =>
      this.#channel.post({ kind: 'kept', from: this.#id, to: from, id: command.id, error })
    await this.engine.takeOver(command, stored).then(
      () => reply(null),
      (error) => reply(error instanceof Error ? error.message : String(error)),
    )
  }

  #follow(): void {
    if (!this.#open) return
    const wanted = [...this.#wants.values()].flatMap(({ subscription }) => (subscription ? [subscription] : []))
    if (wanted.length > 0) this.engine.connect(unionFilter(wanted))
    else if (this.#connected) this.engine.disconnect()
    this.#connected = wanted.length > 0
  }

  #forgetTheGone(): void {
    const oldest = this.#clock.monotonic() - FOLLOWER_GONE
    for (const [tab, { heardAt }] of this.#wants) if (tab !== this.#id && heardAt < oldest) this.#wants.delete(tab)
  }
}
