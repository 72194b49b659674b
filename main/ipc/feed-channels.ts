import type { WebContents } from 'electron'
import type { FeedBatch } from '@/lib/sync/engine'
import { FeedChannel } from './feed-channel'
import { watchPageLife } from './page-life'

/** One feed channel per page; a page that navigates, crashes or closes stops receiving until it loads again. */
export class FeedChannels {
  readonly #channels = new Map<WebContents, FeedChannel>()

  of(page: WebContents): FeedChannel {
    const known = this.#channels.get(page)
    if (known) return known
    const channel = new FeedChannel((batch) => {
      if (!page.isDestroyed()) page.send('station:feed:batch', batch)
    })
    this.#channels.set(page, channel)
    watchPageLife(
      page,
      () => channel.stop(),
      () => this.#channels.delete(page),
    )
    return channel
  }

  push(batch: FeedBatch): void {
    for (const channel of this.#channels.values()) channel.push(batch)
  }
}
