import { PageReader } from './pages'
import { Poller } from './poller'

/** All that asks for pages: while polling stands in for the stream, and where a stream left a hole. */
export interface Paging {
  readonly Poller: typeof Poller
  readonly PageReader: typeof PageReader
}

export const PAGING: Paging = { Poller, PageReader }
