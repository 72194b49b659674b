import type { FeedState } from '../feed/feed'
import type { Parts } from './parts'

/** What a screen draws itself from; the batches that come after it go on exactly from there. */
export function pictureOf({ feed, documents, recent, status, commands }: Parts): FeedState {
  // What is gathered goes out first: it is in the picture already.
  feed.flush()
  return {
    documents: documents.all(),
    recentEvents: recent.list,
    status: status.read(),
    pending: commands.list,
    refused: commands.refused,
    unsent: commands.unsent,
  }
}
