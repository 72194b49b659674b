import { PagedReading } from '../intake/paged-reading'
import { POLLER_REACTIONS } from '../wiring/poller-reactions'
import { Poller } from './poller'

/** All that asks for pages: while polling stands in for the stream, and where a stream left a hole. */
export interface Paging {
  readonly Poller: typeof Poller
  readonly PagedReading: typeof PagedReading
  /** What the poller tells does this. */
  readonly reactions: typeof POLLER_REACTIONS
}

export const PAGING: Paging = { Poller, PagedReading, reactions: POLLER_REACTIONS }
