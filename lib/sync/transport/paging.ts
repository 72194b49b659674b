import type { CatchUp, CatchUpOptions } from '../intake/catch-up'
import { PagedReading } from '../intake/paged-reading'
import type { Parts } from '../wiring/parts'
import { POLLER_REACTIONS } from '../wiring/poller-reactions'
import { callbacks } from '../wiring/reactions'
import { Poller, type PollerOptions } from './poller'

/** All that asks for pages: while polling stands in for the stream, and where a stream left a hole. */
export interface PageParts {
  readonly reading: PagedReading
  readonly poller: Poller
}

/** What an engine has that they are made of. */
interface PagingContext extends Pick<PollerOptions, 'clock' | 'random' | 'config'> {
  readonly catchUp: CatchUp
  readonly reading: CatchUpOptions
  parts(): Parts
}

export interface Paging {
  make(context: PagingContext): PageParts
}

export const PAGING: Paging = {
  make({ catchUp, reading: options, parts, ...base }) {
    const reading = new PagedReading(catchUp, options)
    const poll: PollerOptions['poll'] = (signal) => reading.poll(signal)
    return { reading, poller: new Poller({ ...base, poll, ...callbacks(POLLER_REACTIONS, parts) }) }
  },
}
