import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Logger } from 'pino'
import type { Sites } from '@/lib/sync/car-wash/wire'
import type { SitesSeen } from '../../access/sites-seen'
import { readSiteWork } from '../../site/read-site-work'
import { foldStations } from '../../site/site-figures'
import { type Frame, streamFrame } from '../hub/frame'
import type { SyncMetrics } from '../hub/metrics'
import { KnownSite } from './known-site'
import { readPlaces, readSites, readStations, type SiteRow } from './read-sites'
import type { SitesStream } from './sites-stream'

/** The figures of a site are read at most once in this time, however much happens there. */
const ROUND_EVERY_MS = 1_000
/** Stations report without an event, days end without one, and a hint of another server may be lost: all is looked at this often. */
const LOOK_EVERY_MS = 5_000
/** A picture that was not looked at for this long must not be claimed to be current. */
const CURRENT_FOR_MS = 3 * LOOK_EVERY_MS
/** How the streams of all sites are called among those of each, in the server's figures of itself. */
const ALL_SITES = '*'

interface Args {
  readonly payload: Payload
  readonly metrics: SyncMetrics
  readonly log: Logger
  readonly heartbeatMs: number
}

/** What one set of sites is, for all who see that set. */
interface Scope {
  readonly sites: readonly SiteRow[]
  readonly total: number
}

const NO_SITES: Scope = { sites: [], total: 0 }

/** Somebody who waits for a picture, or follows it with a stream. */
interface Viewer {
  readonly seen: SitesSeen
  stream: SitesStream | null
  /** Which sites its stream was told of. */
  told: string
}

/**
 * The figures of the sites that somebody looks at from outside. Each is read once for all who see it, when its log has
 * grown, and told when it changed. While nobody looks, nothing is read and nothing is kept.
 */
export class SiteBoard {
  private readonly viewers = new Set<Viewer>()
  private readonly scopes = new Map<string, Scope>()
  private readonly known = new Map<string, KnownSite>()
  /** Those whose work has to be read again. */
  private readonly grown = new Set<string>()
  private newSites = false
  private round: Promise<void> = Promise.resolve()
  private readAt = Number.NEGATIVE_INFINITY
  private lookedAt = Number.NEGATIVE_INFINITY
  private planned: NodeJS.Timeout | undefined
  private timers: NodeJS.Timeout[] = []

  constructor(private readonly args: Args) {}

  get metrics(): SyncMetrics {
    return this.args.metrics
  }

  /** The picture as it now is. Throws where the database does not answer. */
  async picture(seen: SitesSeen): Promise<Sites> {
    const viewer = this.enter(seen)
    try {
      await this.look()
      return this.sitesOf(seen)
    } finally {
      this.letGo(viewer)
    }
  }

  /** Gives a stream the picture, and what changes of it from then on. It is opened once all has been read. */
  async follow(seen: SitesSeen, open: () => SitesStream | null): Promise<void> {
    const viewer = this.enter(seen)
    try {
      await this.look()
      viewer.stream = open()
    } finally {
      if (!viewer.stream) this.letGo(viewer)
    }
    this.countStreams()
    this.tell(viewer, new Map())
  }

  /** How many streams an account has open. */
  streamsOf(actor: string): number {
    return this.streams().filter((stream) => stream.actor === actor).length
  }

  leave(stream: SitesStream): void {
    for (const viewer of this.viewers) if (viewer.stream === stream) this.letGo(viewer)
    this.countStreams()
  }

  /** A commit has written to these logs. */
  wake(tenants: Iterable<string>): void {
    for (const tenant of tenants) {
      if (this.known.has(tenant)) this.grown.add(tenant)
      // A site nobody has heard of is a new one, where all are shown.
      else if (this.showsAll()) this.newSites = true
      else continue
      this.plan()
    }
  }

  /** Cuts the streams of accounts that were changed and of log-ins that have ended: whoever still sees sites asks again. */
  cut(names: ReadonlySet<string>): void {
    for (const stream of this.streams()) if (stream.isOf(names)) stream.close()
  }

  cutAll(): void {
    for (const stream of this.streams()) stream.close()
  }

  /** Ends every stream. */
  stop(): void {
    for (const stream of this.streams()) stream.end()
    this.rest()
  }

  private showsAll(): boolean {
    const all = this.scopes.get(nameOf('all'))
    return all !== undefined && all.total === all.sites.length
  }

  private streams(): SitesStream[] {
    return [...this.viewers].flatMap(({ stream }) => stream ?? [])
  }

  private countStreams(): void {
    this.metrics.connections.set({ tenant: ALL_SITES }, this.streams().length)
  }

  private enter(seen: SitesSeen): Viewer {
    const viewer: Viewer = { seen, stream: null, told: '' }
    this.viewers.add(viewer)
    if (this.timers.length === 0) {
      this.timers = [
        setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS),
        setInterval(() => this.beat(), this.args.heartbeatMs),
      ]
    }
    return viewer
  }

  private letGo(viewer: Viewer): void {
    this.viewers.delete(viewer)
    if (this.viewers.size === 0) this.rest()
  }

  /** Nobody looks any more. */
  private rest(): void {
    for (const timer of this.timers) clearInterval(timer)
    this.timers = []
    clearTimeout(this.planned)
    this.planned = undefined
    for (const kept of [this.known, this.scopes, this.grown]) kept.clear()
  }

  /** Silence makes the pages say that they are stale. */
  private beat(): void {
    if (performance.now() - this.lookedAt > CURRENT_FOR_MS) return
    const timestamp = new Date().toISOString()
    const frame = streamFrame('heartbeat', { timestamp }, timestamp)
    for (const stream of this.streams()) stream.write(frame)
  }

  /** Has what has grown read: at once after a quiet time, else together with all that grows until then. */
  private plan(): void {
    if (this.planned) return
    const wait = Math.max(0, this.readAt + ROUND_EVERY_MS - performance.now())
    this.planned = setTimeout(() => {
      this.planned = undefined
      if (this.newSites) void this.look().catch(() => undefined)
      else this.inTurn(() => this.readGrown()).catch((error) => this.report(error))
    }, wait)
  }

  private look(): Promise<void> {
    return this.inTurn(async () => {
      try {
        await this.lookAround()
      } catch (error) {
        this.report(error)
        throw error
      }
      this.lookedAt = performance.now()
      await this.readGrown()
    })
  }

  /** One round at a time: nothing older is shown after something newer. */
  private inTurn(read: () => Promise<void>): Promise<void> {
    const turn = this.round.then(read)
    this.round = turn.catch(() => undefined)
    return turn
  }

  private report(error: unknown): void {
    this.args.log.error({ err: error }, 'The sites could not be looked at; tried again in some seconds')
  }

  /** Which sites there are, what their stations say, and which of their logs have grown. */
  private async lookAround(): Promise<void> {
    const { payload } = this.args
    this.newSites = false
    const asked = new Map([...this.viewers].map(({ seen }) => [nameOf(seen), seen]))
    for (const name of this.scopes.keys()) if (!asked.has(name)) this.scopes.delete(name)
    for (const [name, seen] of asked) this.scopes.set(name, await readSites(payload, seen))
    const rows = new Map([...this.scopes.values()].flatMap(({ sites }) => sites.map((row) => [row.tenantId, row])))
    for (const tenant of this.known.keys()) if (!rows.has(tenant)) this.known.delete(tenant)
    const tenants = [...rows.keys()]
    const [places, reports] = await Promise.all([readPlaces(payload, tenants), readStations(payload, tenants)])
    const now = Date.now()
    for (const [tenant, row] of rows) {
      const stations = foldStations(reports.get(tenant) ?? [], now)
      const site = this.known.get(tenant) ?? new KnownSite(row, stations)
      this.known.set(tenant, site)
      if (site.look(row, stations, places.get(tenant) ?? '', now)) this.grown.add(tenant)
    }
  }

  /** Reads the work of the sites whose logs have grown, one after the other, and tells what has changed. */
  private async readGrown(): Promise<void> {
    const grown = [...this.grown]
    this.grown.clear()
    if (grown.length > 0) {
      // Looked at before the work is read: what is written meanwhile is read again, and nothing is missed.
      const places = await readPlaces(this.args.payload, grown)
      for (const tenant of grown) {
        await this.readWork(tenant, places.get(tenant) ?? '')
        await nextTurn()
      }
    }
    this.readAt = performance.now()
    const fresh = new Map<string, Frame>()
    for (const [tenant, site] of this.known) {
      if (site.takeChange()) fresh.set(tenant, streamFrame('site', site.summary, new Date().toISOString()))
    }
    for (const viewer of this.viewers) this.tell(viewer, fresh)
  }

  private async readWork(tenant: string, place: string): Promise<void> {
    const { payload, log } = this.args
    const site = this.known.get(tenant)
    if (!site) return
    const now = Date.now()
    try {
      site.read(await readSiteWork(payload, site.clock, now), place, now)
    } catch (error) {
      // The others are shown all the same.
      log.error({ err: error, tenant }, 'The figures of a site could not be read; tried again in some seconds')
      site.read(null, place, now)
    }
  }

  private sitesOf(seen: SitesSeen): Sites {
    const { sites, total } = this.scopes.get(nameOf(seen)) ?? NO_SITES
    const summaries = sites.flatMap(({ tenantId }) => this.known.get(tenantId)?.summary ?? [])
    return { sites: summaries, more: total - sites.length, heartbeatInterval: this.args.heartbeatMs }
  }

  /** All of it to a stream that was told of other sites or none; else what has changed. */
  private tell(viewer: Viewer, fresh: ReadonlyMap<string, Frame>): void {
    const { seen, stream } = viewer
    if (!stream) return
    const { sites, total } = this.scopes.get(nameOf(seen)) ?? NO_SITES
    const tenants = sites.map(({ tenantId }) => tenantId)
    const now = [...tenants, total].join(' ')
    if (viewer.told !== now) {
      viewer.told = now
      stream.write(streamFrame('sites', this.sitesOf(seen), new Date().toISOString()))
      return
    }
    for (const tenant of tenants) {
      const frame = fresh.get(tenant)
      if (frame) stream.write(frame)
    }
  }
}

const nameOf = (seen: SitesSeen) => JSON.stringify(seen)
