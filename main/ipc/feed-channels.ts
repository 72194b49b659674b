import type { WebContents } from 'electron'
import type { CommandResult, FeedBatch } from '@/lib/sync/engine'
import type { NumberedBatch } from '@/preload/feed-gate'
import { FeedChannel, keepUnheard } from './feed-channel'
import { watchPageLife } from './page-life'

/** One feed channel per page; a page that navigates, crashes or closes stops receiving until it loads again. */
export class FeedChannels {
  readonly #channels = new Map<WebContents, FeedChannel>()
  /** Answers that came before there was any page. */
  #unheard: CommandResult[] = []

  of(page: WebContents): FeedChannel {
    const known = this.#channels.get(page)
    if (known) return known
    const send = (batch: NumberedBatch) => {
      if (!page.isDestroyed()) page.send('station:feed:batch', batch)
    }
    const channel = new FeedChannel(send, setTimeout, this.#unheard)
    this.#unheard = []
    this.#channels.set(page, channel)
    watchPageLife(
      page,
      () => channel.stop(),
      () => this.#channels.delete(page),
    )
    return channel
  }

  push(batch: FeedBatch): void {
    if (this.#channels.size === 0) this.#unheard = keepUnheard(this.#unheard, batch.commandResults)
    for (const channel of this.#channels.values()) channel.push(batch)
  }
}
