import type { Logger } from 'pino'
import { Channel, type LogSource } from './channel'
import type { SyncMetrics } from './metrics'

interface HubArgs {
  readonly source: LogSource
  readonly metrics: SyncMetrics
  readonly log: Logger
  readonly heartbeatMs: number
}

/** All tenants' channels, woken by commits and by the clock. */
export class Hub {
  private readonly channels = new Map<string, Channel>()
  private readonly opening = new Map<string, Promise<Channel | null>>()
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly args: HubArgs) {}

  start(): void {
    this.timer = setInterval(() => void this.beat(), this.args.heartbeatMs)
  }

  /** The tenant's channel; `null` when there is no such log. */
  async channel(tenant: string): Promise<Channel | null> {
    const known = this.channels.get(tenant)
    if (known) return known
    let opening = this.opening.get(tenant)
    if (!opening) {
      opening = this.open(tenant).finally(() => this.opening.delete(tenant))
      this.opening.set(tenant, opening)
    }
    return opening
  }

  /** A commit has written to these logs. */
  wake(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      const channel = this.channels.get(tenant)
      if (channel) void this.tail(channel)
    }
  }

  each(visit: (channel: Channel) => void): void {
    for (const channel of this.channels.values()) visit(channel)
  }

  /** Cuts the streams of accounts that were changed: on reconnecting they get what they may see now, or nothing. */
  cut(actors: ReadonlySet<string>): void {
    for (const channel of this.channels.values()) {
      for (const reader of [...channel.readers]) if (actors.has(reader.actor)) reader.close()
    }
  }

  /** Ends every stream. */
  stop(): void {
    clearInterval(this.timer)
    for (const channel of this.channels.values()) {
      for (const reader of [...channel.readers]) reader.end()
    }
  }

  private async open(tenant: string): Promise<Channel | null> {
    const found = await this.args.source.head(tenant)
    if (!found) return null
    const channel = new Channel(tenant, found.epoch, found.head, this.args.source, this.args.metrics)
    this.channels.set(tenant, channel)
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
    try {
      await channel.tail()
      return true
    } catch (error) {
      this.args.log.error(
        { err: error, tenant: channel.tenant },
        'The log could not be read; tried again at the next heartbeat',
      )
      return false
    }
  }
}
