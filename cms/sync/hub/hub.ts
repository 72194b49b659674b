import type { Logger } from 'pino'
import { CatchUps } from './catch-ups'
import { Channel, type LogSource } from './channel'
import type { SyncMetrics } from './metrics'
import type { Reader } from './reader'

/** The longest that a timer of Node can wait, milliseconds. */
const LONGEST_TIMER_MS = 2_147_483_647

interface HubArgs {
  readonly source: LogSource
  readonly metrics: SyncMetrics
  readonly log: Logger
  readonly heartbeatMs: number
  readonly catchUpPerMinute: number
  /** Gives a log that went back a new epoch, on this account's word; false when that is not believed. */
  readonly renew: (tenant: string, epoch: string, account: string) => Promise<boolean>
}

/** All tenants' channels, woken by commits and by the clock. */
export class Hub {
  private readonly channels = new Map<string, Channel>()
  private readonly opening = new Map<string, Promise<Channel | null>>()
  private readonly catchUps: CatchUps
  private timer: NodeJS.Timeout | undefined
  private expiry: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined

  constructor(private readonly args: HubArgs) {
    this.catchUps = new CatchUps(args.catchUpPerMinute)
  }

  start(): void {
    this.timer = setInterval(() => void this.beat(), this.args.heartbeatMs)
  }

  /** The tenant's channel; `null` when there is no such log. */
  async channel(tenant: string): Promise<Channel | null> {
    const known = this.channels.get(tenant)
    if (known && !known.retired) return known
    let opening = this.opening.get(tenant)
    if (!opening) {
      opening = this.open(tenant).finally(() => this.opening.delete(tenant))
      this.opening.set(tenant, opening)
    }
    return opening
  }

  /**
   * Whether a cursor knows events that its log does not have: the log went back. Then it begins a new epoch, and its
   * readers are cut so that each is told.
   */
  async isRewound(channel: Channel, cursor: { epoch: string; seq: number }, account: string): Promise<boolean> {
    if ((await channel.refusal(cursor)) !== 'ahead') return false
    if (!(await this.args.renew(channel.tenant, cursor.epoch, account))) return false
    channel.retire()
    return true
  }

  /** The channel as its log now stands: another one where the log has begun a new epoch. */
  async upToDate(channel: Channel): Promise<Channel> {
    await channel.tail()
    return channel.retired ? ((await this.channel(channel.tenant)) ?? channel) : channel
  }

  /** A commit has written to these logs. */
  wake(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const channel = this.channels.get(tenant)
      if (channel) void this.tail(channel)
    }
  }

  /** Any log may have grown. */
  wakeAll(): void {
    this.wake(this.channels.keys())
  }

  /** Cuts every stream: whoever may still read reconnects and goes on from the cursor. */
  cutAll(): void {
    this.closeWhere(() => true)
  }

  each(visit: (channel: Channel) => void): void {
    for (const channel of this.channels.values()) visit(channel)
  }

  /**
   * Cuts the streams of accounts that were changed and of sessions that have ended: on reconnecting they get what they
   * may see now, or nothing.
   */
  cut(changed: ReadonlySet<string>): void {
    this.closeWhere((reader) => reader.isOf(changed))
  }

  /** Cuts the stream when its session expires. One timer serves all: readers hold none. */
  watch({ session }: Reader): void {
    if (!session || (this.expiry && this.expiry.at <= session.expires)) return
    clearTimeout(this.expiry?.timer)
    const wait = Math.min(Math.max(session.expires - Date.now(), 0), LONGEST_TIMER_MS)
    this.expiry = { at: session.expires, timer: setTimeout(() => this.cutExpired(), wait) }
  }

  private cutExpired(): void {
    this.expiry = undefined
    const now = Date.now()
    this.closeWhere(({ session }) => session !== null && session.expires <= now)
    for (const channel of this.channels.values()) for (const reader of channel.readers) this.watch(reader)
  }

  private closeWhere(matches: (reader: Reader) => boolean): void {
    for (const channel of this.channels.values()) {
      for (const reader of [...channel.readers]) if (matches(reader)) reader.close()
    }
  }

  /** Ends every stream. */
  stop(): void {
    clearInterval(this.timer)
    clearTimeout(this.expiry?.timer)
    for (const channel of this.channels.values()) {
      for (const reader of [...channel.readers]) reader.end()
    }
  }

  private async open(tenant: string): Promise<Channel | null> {
    const found = await this.args.source.logExtent(tenant)
    if (!found) return null
    const channel = new Channel(tenant, found, this.args.source, this.args.metrics, this.catchUps)
    this.channels.set(tenant, channel)
    // A commit between the look at the head and this line found no channel to wake.
    await this.tail(channel)
    return channel
  }

  private async beat(): Promise<void> {
    for (const channel of this.channels.values()) {
      if (channel.readers.size === 0) continue
      // A head that could not be read must not be claimed: silence makes the clients say that they are stale.
      if (await this.tail(channel)) channel.heartbeat(new Date().toISOString())
    }
  }

  private async tail(channel: Channel): Promise<boolean> {
    if (channel.retired) return false
    try {
      await channel.tail()
      return !channel.retired
    } catch (error) {
      this.args.log.error(
        { err: error, tenant: channel.tenant },
        'The log could not be read; tried again at the next heartbeat',
      )
      return false
    }
  }
}
