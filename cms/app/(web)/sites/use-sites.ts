'use client'

import { useEffect, useState } from 'react'
import { type SiteSummary, siteSummarySchema } from '@/lib/domain/site-figures'
import { type Sites, sitesHeartbeatSchema, sitesSchema } from '@/lib/sync/car-wash/wire'
import { SILENT_HEARTBEATS } from '@/lib/sync/status/freshness'
import { nativeEventSource, openSse } from '@/lib/sync/transport/sse-source'
import { readFrameData } from '@/lib/sync/transport/stream-link'

const ADDRESS = '/api/v1/sync/sites'
/** Milliseconds before a broken stream is opened again; longer each time. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** Time allowed from opening to the first frame, milliseconds. */
const OPENING_MS = 10_000

/** Clocks that differ by less are taken for one. */
const CLOCKS_AGREE_MS = 2_000

/** What the page may claim of its picture. */
export type SitesState = 'connecting' | 'current' | 'broken' | 'signed_out'

export interface LiveSites {
  readonly sites: Sites
  readonly state: SitesState
  /** Milliseconds since 1970, by the server's clock, at which the picture was last known to be current. */
  readonly knownAt: number
  /** Milliseconds from this machine's clock to the server's. */
  readonly clockOffset: number
}

/** The sites: read by the server with the page, then live over one stream, which begins with all of them each time. */
export function useSites(first: Sites, drawnAt: number): LiveSites & { readonly refresh: () => void } {
  const [live, setLive] = useState<LiveSites>({ sites: first, state: 'connecting', knownAt: drawnAt, clockOffset: 0 })
  const [link] = useState(() => new SitesLink(setLive))
  useEffect(() => link.start(), [link])
  return { ...live, refresh: link.again }
}

type Change = (change: (live: LiveSites) => LiveSites) => void

/** Keeps one stream open, and says what may be claimed of what it brought. */
class SitesLink {
  #close: (() => void) | null = null
  #watchdog: ReturnType<typeof setTimeout> | undefined
  #next: ReturnType<typeof setTimeout> | undefined
  #failed = 0
  #silence = OPENING_MS

  constructor(private readonly change: Change) {}

  /** @returns what ends it */
  start(): () => void {
    const seen = () => document.visibilityState === 'visible' && this.#next !== undefined && this.again()
    addEventListener('online', this.again)
    document.addEventListener('visibilitychange', seen)
    this.#open()
    return () => {
      removeEventListener('online', this.again)
      document.removeEventListener('visibilitychange', seen)
      this.#end()
    }
  }

  /** Opens the stream anew, now. */
  readonly again = (): void => {
    this.#end()
    this.#open()
  }

  #open(): void {
    this.#silence = OPENING_MS
    this.#heard()
    this.#close = openSse(nativeEventSource, ADDRESS, ['sites', 'site'], {
      onFrame: ({ name, data }) => this.#take(name, readFrameData(data)),
      onEnd: () => void this.#broke(),
    })
  }

  #end(): void {
    clearTimeout(this.#watchdog)
    clearTimeout(this.#next)
    this.#next = undefined
    this.#close?.()
    this.#close = null
  }

  #heard(): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => void this.#broke(), this.#silence)
  }

  #take(name: string, data: unknown): void {
    const whole = name === 'sites' ? sitesSchema.safeParse(data).data : undefined
    const one = name === 'site' ? siteSummarySchema.safeParse(data).data : undefined
    if (whole) {
      this.#failed = 0
      this.#silence = whole.heartbeatInterval * SILENT_HEARTBEATS
    }
    this.#heard()
    const told = sitesHeartbeatSchema.safeParse(data).data?.timestamp
    const now = Date.now()
    const knownAt = told ? Date.parse(told) : now
    this.change((live) => ({
      sites: whole ?? (one ? withSite(live.sites, one) : live.sites),
      // Nothing is current before the stream has begun.
      state: whole || live.state === 'current' ? 'current' : live.state,
      knownAt,
      // The difference is at least the way here: a small one is none.
      clockOffset: Math.abs(knownAt - now) < CLOCKS_AGREE_MS ? 0 : knownAt - now,
    }))
  }

  async #broke(): Promise<void> {
    this.#end()
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failed)
    this.#failed += 1
    // Spread out, for a server that starts again is asked by everybody at once.
    this.#next = setTimeout(this.again, wait * (0.5 + Math.random() / 2))
    this.change((live) => ({ ...live, state: 'broken' }))
    // A browser does not tell why a stream failed.
    const status = await fetch(ADDRESS, { headers: { Accept: 'application/json' } }).then(
      (answer) => answer.status,
      () => null,
    )
    if (status !== 401 && status !== 403) return
    this.#end()
    this.change((live) => ({ ...live, state: 'signed_out' }))
  }
}

const withSite = (all: Sites, one: SiteSummary): Sites => ({
  ...all,
  sites: all.sites.map((site) => (site.tenantId === one.tenantId ? one : site)),
})
