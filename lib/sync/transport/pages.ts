import { type Cursor, type EventPage, eventPageSchema, MAX_PAGE_LIMIT, parseEventId } from '../protocol'
import type { Filter } from './filter'
import type { Http, RequestFailure } from './http'
import { eventsUrl } from './urls'

/** One page of the polling form. `from` is the cursor it was asked for. */
export type PageResult =
  | {
      readonly kind: 'page'
      readonly page: EventPage
      readonly end: Cursor
      readonly from: Cursor
      readonly length: number
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'reset'; readonly reason: string; readonly head: Cursor }
  | { readonly kind: 'failed'; readonly failure: RequestFailure }

/** Fetches pages; remembers the ETag of the last address, so that a poll with nothing new costs a 304. */
export class PageReader {
  readonly #http: Http
  readonly #serverUrl: string
  #known: { readonly url: string; readonly etag: string } | null = null

  constructor(http: Http, serverUrl: string) {
    this.#http = http
    this.#serverUrl = serverUrl
  }

  async read(filter: Filter, from: Cursor, signal: AbortSignal): Promise<PageResult> {
    const url = eventsUrl(this.#serverUrl, filter, from, MAX_PAGE_LIMIT)
    const headers: Record<string, string> = this.#known?.url === url ? { 'if-none-match': this.#known.etag } : {}
    const answer = await this.#http.request(url, { headers, signal })
    if (!answer.ok) return { kind: 'failed', failure: answer }
    if (answer.status === 304) return { kind: 'unchanged' }
    const parsed = eventPageSchema.safeParse(answer.body)
    const end = parsed.success ? parseEventId(parsed.data.lastEventId) : null
    if (!parsed.success) return badPage('The page does not match the schema')
    const { reset, epoch, head: seq } = parsed.data
    if (reset) return { kind: 'reset', reason: reset, head: { epoch, seq } }
    if (epoch !== from.epoch) return { kind: 'reset', reason: 'epoch_changed', head: { epoch, seq } }
    if (!end || end.epoch !== from.epoch) return badPage('The page has no usable lastEventId')
    this.#known = answer.etag ? { url, etag: answer.etag } : null
    return { kind: 'page', page: parsed.data, end, from, length: answer.length }
  }
}

function badPage(message: string): PageResult {
  return {
    kind: 'failed',
    failure: { ok: false, reason: 'bad_response', status: 200, retryAfter: null, message, problem: null },
  }
}
