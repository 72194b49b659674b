import { changesOf } from '../../domain'
import { parseEventId } from '../protocol/cursor'
import { IDLE_STATUS } from '../status/idle-status'
import type { FeedState } from './types'
import type { Snapshot } from './wire'

/** A server's snapshot as the feed a screen starts from. */
export function feedOf(snapshot: Snapshot): FeedState {
  const status = { ...IDLE_STATUS, cursor: parseEventId(snapshot.lastEventId), head: snapshot.head }
  return { documents: changesOf(snapshot), recentEvents: [], status }
}
