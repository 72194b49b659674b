import { newCommandId } from '@/lib/domain'
import type { SyncDebugSource } from '@/lib/sync'
import type { Snapshot } from '@/lib/sync/car-wash/wire'
import {
  BrowserOutbox,
  ConnectionHistory,
  DEFAULT_SYNC_CONFIG,
  type FeedState,
  feedOf as feedOfSnapshot,
  idleMetrics,
  SharedEngine,
  type StationSource,
  type SyncEngine,
  SyncManager,
  type SyncStatus,
} from '@/lib/sync/engine'
import { PictureJournal } from '@/lib/sync/journal/picture-journal'
import { engineSource } from '@/lib/sync/react/debug/engine-source'
import { canShareTabs, HandoverJournal, openTabChannel } from '@/lib/sync/tabs'
import { forgetStation, keepStation, pictureStore, type StationPage } from './kept-station'

/**
 * A snapshot as what the screen starts from, while it opens its stream.
 *
 * @param since ISO 8601; when it was last known to be current, `null` for one that the server has just taken
 */
export function feedOf(snapshot: Snapshot, since: string | null = null): FeedState {
  const feed = feedOfSnapshot(snapshot)
  const freshness = { kind: 'stale', since, cause: 'not_connected' } as const
  return { ...feed, status: { ...feed.status, connectionState: 'connecting', freshness } }
}

export interface WebSourceOptions {
  readonly tenantId: string
  /** Who is signed in, as the log names it: the only one whose commands this page sends. */
  readonly account: string
  /** ISO 8601; when the snapshot was last known to be current: now, where the server has drawn the page. */
  readonly currentAt: string
  /** What the server drew the page from, for a time without it; `null` where it is what was kept. */
  readonly keep: StationPage | null
}

export interface WebSource {
  readonly source: StationSource
  readonly debug: SyncDebugSource
  /** How many commands of other accounts wait in this browser. */
  readonly waitingForOthers: () => Promise<number>
}

/** How often the time is kept at which the picture was still current, milliseconds. */
const KEEP_TIME_EVERY = 5_000

/**
 * The engine in the page, going on from what the server drew or this browser kept: no second snapshot, nothing missed in
 * between. The tabs of one account share one connection, and what they do waits in one outbox on the disk; the one that
 * leads keeps the picture there too.
 */
export function webSource(first: FeedState, { tenantId, account, currentAt, keep }: WebSourceOptions): WebSource {
  const owner = `${account} ${tenantId}`
  const outbox = new BrowserOutbox({ owner })
  let picture: PictureJournal | null = null
  const ownEngine = (handover: FeedState): SyncEngine => {
    picture = new PictureJournal(pictureStore(), { owner, writer: newCommandId() })
    picture.current(currentAt)
    return new SyncManager({
      serverUrl: '',
      journal: new HandoverJournal(picture, handover),
      outbox,
      account,
      config: { tenantId, autoConnect: false },
    })
  }
  const engine = canShareTabs() ? shared(owner, outbox, first, ownEngine) : ownEngine(first)
  /** Of a tab that does not lead the picture's writer is an earlier one, whose steps are no longer written. */
  const keepTime = ({ freshness, clockOffset = 0 }: SyncStatus) => {
    if (freshness.kind === 'current') picture?.current(new Date(Date.now() + clockOffset).toISOString())
  }
  const history = new ConnectionHistory()
  engine.subscribe(({ status }) => {
    if (!status) return
    history.take(status)
    keepTime(status)
    // The server says so itself: whoever sits here next sees nothing of what this person saw.
    if (status.reason === 'unauthorized') void forgetStation({ account, tenantId })
  })
  let started: Promise<FeedState> | null = null
  const prime = async () => {
    // Before the engine writes: it writes for no owner but the one that the server has shown.
    if (keep) keepStation(keep)
    const state = await engine.start()
    engine.connect({ tenantId })
    setInterval(() => keepTime(engine.status()), KEEP_TIME_EVERY)
    return state
  }
  return {
    source: {
      async load() {
        started ??= prime()
        await started
        return engine.state()
      },
      subscribe: (onBatch) => engine.subscribe(onBatch),
      send: (command) => engine.send(command),
      release: (id, decision) => engine.release(id, decision),
      withdraw: (ids) => engine.withdraw(ids),
      syncNow: async () => engine.syncNow(),
    },
    debug: engineSource({ engine, history, subscription: { tenantId } }),
    waitingForOthers: () => outbox.waitingForOthers(),
  }
}

function shared(
  owner: string,
  outbox: BrowserOutbox,
  first: FeedState,
  ownEngine: (handover: FeedState) => SyncEngine,
): SyncEngine {
  return new SharedEngine({
    id: crypto.randomUUID(),
    name: `ax-station ${owner}`,
    locks: navigator.locks,
    openChannel: openTabChannel,
    createEngine: (handover) => ownEngine(handover ?? first),
    outbox,
    idle: { status: first.status, metrics: idleMetrics(new Date().toISOString()) },
    eventHistoryLimit: DEFAULT_SYNC_CONFIG.eventHistoryLimit,
  })
}
