import type { WebContents } from 'electron'
import type { FeedBatch } from '@/lib/sync/engine'
import { systemClock } from '@/lib/sync/ports/system-clock'
import type { StationLog } from '../diagnostics/station-log'
import type { PinGate } from '../pin/pin-gate'
import type { StationSync } from '../sync/station-sync'
import { DebugChannel, type DebugReader } from './debug-channel'
import { watchPageLife } from './page-life'

export interface DebugChannelsOptions {
  readonly sync: StationSync
  readonly log: StationLog
  readonly pin: PinGate
  /** The station locked itself while a debug view was open. */
  readonly locked: () => void
}

/** One debug channel per page. A page that navigates, crashes or closes has closed its debug view. */
export class DebugChannels {
  readonly #options: DebugChannelsOptions
  readonly #reader: DebugReader
  readonly #channels = new Map<WebContents, DebugChannel>()

  constructor(options: DebugChannelsOptions) {
    this.#options = options
    const { sync, log } = options
    this.#reader = {
      status: () => sync.status(),
      metrics: () => sync.metrics(),
      recentEvents: () => sync.state().recentEvents,
      storage: () => sync.storage(),
      history: sync.history,
      log,
    }
  }

  of(page: WebContents): DebugChannel {
    const known = this.#channels.get(page)
    if (known) return known
    const channel = new DebugChannel({
      reader: this.#reader,
      clock: systemClock,
      send: (pushed) => {
        if (!page.isDestroyed()) page.send('station:debug:update', pushed)
      },
      mayRead: () => this.#options.pin.state().unlocked,
      closed: (why) => {
        if (why === 'locked') this.#options.locked()
        if (![...this.#channels.values()].some(({ isOpen }) => isOpen)) this.#options.sync.endCutOff()
      },
    })
    this.#channels.set(page, channel)
    watchPageLife(
      page,
      () => channel.close(),
      () => this.#channels.delete(page),
    )
    return channel
  }

  push(batch: FeedBatch): void {
    for (const channel of this.#channels.values()) channel.push(batch)
  }
}
