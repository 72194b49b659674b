import type { FeedBatch, FeedState } from './feed/feed'
import type { SyncMetrics } from './metrics/metrics'
import type { Decision } from './outbox/refused-command'
import type { Withdrawal } from './outbox/withdrawal'
import type { AnyCommand } from './ports/domain'
import { onPageBack } from './ports/network-signal'
import type { LogEntry } from './ports/ports'
import type { SyncStatus } from './status/status'
import type { Subscription, SyncEngine, SyncManagerOptions } from './sync-engine'
import { ownSubscription } from './transport/subscriptions'
import { openJournal } from './wiring/open-journal'
import { makeParts, type Parts } from './wiring/parts'
import { pictureOf } from './wiring/picture'

/**
 * The engine: keeps a client's picture of the server current, durable and honest about its age. It hands what it is
 * asked to its parts; each rule lives in the part that is named after it, and what they tell each other in
 * `wiring/reactions.ts`.
 */
export class SyncManager implements SyncEngine {
  readonly #options: SyncManagerOptions
  readonly #parts: Parts
  #opening: Promise<void> | null = null
  #opened = false
  #stopped = false
  #forgetPage: () => void = () => undefined

  constructor(options: SyncManagerOptions) {
    this.#options = options
    this.#parts = makeParts(options)
  }

  async start(): Promise<FeedState> {
    this.#opening ??= this.#open()
    await this.#opening
    return this.state()
  }

  connect(subscription?: Subscription): void {
    if (this.#stopped) return
    const { subscriptions, driver, config } = this.#parts
    // First, for what it changes decides what the connection has to fetch.
    subscriptions.add(subscription ?? ownSubscription(config))
    if (this.#opened) driver.dispatch({ type: 'connect' })
    else this.#opening ??= this.#open()
  }

  disconnect(): void {
    const { subscriptions, commands, driver } = this.#parts
    subscriptions.clear()
    commands.pause()
    driver.dispatch({ type: 'disconnect' })
  }

  syncNow(): void {
    const { link, driver } = this.#parts
    // Whoever asks is not kept waiting for the end of a silence that has begun already.
    if (link.overdue) driver.dispatch({ type: 'stream_lost', reason: 'silent' })
    driver.dispatch({ type: 'network_back' })
  }

  credentialsChanged(): void {
    // Other credentials may see other documents.
    this.#parts.catchUp.requireSnapshot('merge')
    this.#parts.driver.dispatch({ type: 'credentials_changed' })
  }

  dropStream(): void {
    this.#parts.driver.dispatch({ type: 'stream_lost', reason: 'dropped' })
  }

  forcePolling(): void {
    this.#parts.driver.dispatch({ type: 'force_polling' })
  }

  async send(command: AnyCommand): Promise<void> {
    await this.#parts.commands.add(command)
  }

  async takeOver(command: AnyCommand, stored: boolean): Promise<void> {
    await this.#parts.commands.takeOver(command, stored)
  }

  withdraw(ids: readonly string[]): Promise<Withdrawal> {
    return this.#parts.commands.withdraw(ids)
  }

  withdrawn(ids: readonly string[]): void {
    this.#parts.commands.withdrawn(ids)
  }

  async release(id: string, decision: Decision): Promise<void> {
    await this.#parts.commands.release(id, decision)
  }

  acknowledge(ids: readonly string[]): void {
    const { recent, feed, telemetry } = this.#parts
    feed.acknowledged(recent.acknowledge(ids))
    // All of them: the journal may hold events that the list of recent ones does not.
    this.#options.journal.acknowledge?.(ids).catch((error: unknown) => telemetry.acknowledgementLost(error))
  }

  state(): FeedState {
    return pictureOf(this.#parts)
  }

  status(): SyncStatus {
    return this.#parts.status.read()
  }

  metrics(): SyncMetrics {
    return this.#parts.metrics.read(this.#options.storageBytes?.() ?? null)
  }

  logEntries(level?: LogEntry['level']): readonly LogEntry[] {
    return this.#parts.log.entries(level)
  }

  subscribe(onBatch: (batch: FeedBatch) => void): () => void {
    return this.#parts.feed.subscribe(onBatch)
  }

  async stop(): Promise<void> {
    if (this.#stopped) return
    const { commands, writer, feed, status } = this.#parts
    this.#stopped = true
    this.disconnect()
    commands.close()
    this.#forgetPage()
    await this.#opening?.catch(() => undefined)
    await writer.stop()
    feed.flush()
    status.stop()
    if (this.#opened) await this.#options.journal.close()
  }

  async #open(): Promise<void> {
    const { documents } = await openJournal(this.#options.journal, this.#parts)
    this.#opened = true
    if (this.#stopped) return
    const { feed, status, config, subscriptions, driver } = this.#parts
    this.#forgetPage = onPageBack(() => this.syncNow())
    feed.documentsReplaced(documents)
    status.update()
    if (config.autoConnect) this.connect()
    else if (!subscriptions.empty) driver.dispatch({ type: 'connect' })
  }
}
