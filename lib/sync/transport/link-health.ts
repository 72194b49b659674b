import type { BrokenLink, BrokenLinkName } from './broken-link'
import type { Http, RequestFailure } from './http'

/** What is asked for and what is sent go the same way, and may break apart: a full disk can still be read. */
export type Road = 'reading' | 'sending'

export interface LinkHealthOptions {
  /** The server's time as far as it is known, milliseconds since 1970. */
  readonly now: () => number
  /** Which link a failure shows to be broken; `undefined` while nobody asks which it is. */
  nameLink(failure: RequestFailure): BrokenLinkName | null | undefined
  onChange(): void
}

/** A road whose requests fail. */
interface Broken {
  readonly failure: RequestFailure
  readonly since: string
  link: BrokenLinkName | null | undefined
}

/** Remembers of each road whether its requests fail, where, and since when. */
export class LinkHealth {
  readonly #options: LinkHealthOptions
  readonly #broken: Record<Road, Broken | null> = { reading: null, sending: null }

  constructor(options: LinkHealthOptions) {
    this.#options = options
  }

  /** Nothing is read without the first road, so its trouble is told first. */
  get broken(): BrokenLink | null {
    for (const road of Object.values(this.#broken)) {
      if (!road) continue
      road.link ??= this.#options.nameLink(road.failure)
      if (road.link) return { link: road.link, since: road.since }
    }
    return null
  }

  /** The requests of a road, whose answers say how it is. */
  watch(road: Road, http: Http): Http {
    return {
      request: async (url, init) => {
        const answer = await http.request(url, init)
        this.take(road, answer)
        return answer
      },
    }
  }

  take(road: Road, answer: { readonly ok: true } | RequestFailure): void {
    // Given up by ourselves: that says nothing of the way.
    if (!answer.ok && answer.reason === 'aborted') return
    const link = answer.ok ? null : this.#options.nameLink(answer)
    const before = this.#broken[road]
    if (link === (before ? before.link : null)) return
    const since = before?.since ?? new Date(this.#options.now()).toISOString()
    this.#broken[road] = answer.ok || link === null ? null : { failure: answer, since, link }
    this.#options.onChange()
  }
}
