import type { SyncDebugSource } from '@/lib/sync'
import { BrowserOutbox } from '@/lib/sync/commands/browser-outbox'
import {
  ConnectionHistory,
  DEFAULT_SYNC_CONFIG,
  type DocumentChange,
  type FeedState,
  idleMetrics,
  MemoryJournal,
  type StationSource,
  type SyncEngine,
  SyncManager,
} from '@/lib/sync/engine'
import { parseEventId, type Snapshot } from '@/lib/sync/protocol'
import { engineSource } from '@/lib/sync/react/debug/engine-source'
import { canShareTabs, HandoverJournal, openTabChannel, SharedEngine } from '@/lib/sync/tabs'

/** A server's snapshot as the feed a screen starts from. */
export function feedOf(snapshot: Snapshot): FeedState {
  return {
    documents: documentsOf(snapshot),
    recentEvents: [],
    status: {
      connectionState: 'connecting',
      reason: null,
      transport: null,
      freshness: { kind: 'stale', since: null, cause: 'not_connected' },
      cursor: parseEventId(snapshot.lastEventId),
      head: snapshot.head,
      attempts: 0,
      nextRetryAt: null,
      breaker: 'closed',
      pendingCommands: 0,
      journalRecovered: null,
    },
  }
}

export interface WebSourceOptions {
  readonly tenantId: string
  /** Who is signed in, as the log names it: the only one whose commands this page sends. */
  readonly account: string
}

export interface WebSource {
  readonly source: StationSource
  readonly debug: SyncDebugSource
  /** How many commands of other accounts wait in this browser. */
  readonly waitingForOthers: () => Promise<number>
}

/**
 * The engine in the page, going on from what the server drew: no second snapshot, nothing missed in between. The tabs
 * of one account share one connection, and what they do waits in one outbox on the disk.
 */
export function webSource(snapshot: Snapshot, { tenantId, account }: WebSourceOptions): WebSource {
  const owner = `${account} ${tenantId}`
  const outbox = new BrowserOutbox({ owner })
  const ownEngine = (handover: FeedState): SyncEngine =>
    new SyncManager({
      serverUrl: '',
      journal: new HandoverJournal(new MemoryJournal(), handover),
      outbox,
      account,
      config: { tenantId, autoConnect: false },
    })
  const engine = canShareTabs() ? shared(owner, outbox, snapshot, ownEngine) : ownEngine(feedOf(snapshot))
  const history = new ConnectionHistory()
  engine.subscribe(({ status }) => status && history.take(status))
  let started: Promise<FeedState> | null = null
  const prime = async () => {
    const state = await engine.start()
    engine.connect({ tenantId })
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
      syncNow: async () => engine.syncNow(),
    },
    debug: engineSource({ engine, history, subscription: { tenantId } }),
    waitingForOthers: () => outbox.waitingForOthers(),
  }
}

function shared(
  owner: string,
  outbox: BrowserOutbox,
  snapshot: Snapshot,
  ownEngine: (handover: FeedState) => SyncEngine,
): SyncEngine {
  const feed = feedOf(snapshot)
  return new SharedEngine({
    id: crypto.randomUUID(),
    name: `ax-station ${owner}`,
    locks: navigator.locks,
    openChannel: openTabChannel,
    createEngine: (handover) => ownEngine(handover ?? feed),
    outbox,
    idle: { status: feed.status, metrics: idleMetrics(new Date().toISOString()) },
    eventHistoryLimit: DEFAULT_SYNC_CONFIG.eventHistoryLimit,
  })
}

function documentsOf({ orders, queues, bays, jobs }: Snapshot): DocumentChange[] {
  return [
    ...orders.map((document): DocumentChange => ({ kind: 'order', key: document.orderID, document })),
    ...queues.map((document): DocumentChange => ({ kind: 'queue', key: document.queueId, document })),
    ...bays.map((document): DocumentChange => ({ kind: 'bay', key: document.bayId, document })),
    ...jobs.map((document): DocumentChange => ({ kind: 'job', key: document.jobId, document })),
  ]
}
