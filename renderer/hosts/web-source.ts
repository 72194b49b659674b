import type { SyncDebugSource } from '@/lib/sync'
import {
  ConnectionHistory,
  type DocumentChange,
  type FeedState,
  MemoryJournal,
  type StationSource,
  SyncManager,
} from '@/lib/sync/engine'
import { parseEventId, type Snapshot } from '@/lib/sync/protocol'
import { engineSource } from '@/lib/sync/react/debug/engine-source'

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

export interface WebSource {
  readonly source: StationSource
  readonly debug: SyncDebugSource
  stop(): void
}

/** The engine in the page, going on from what the server drew: no second snapshot, nothing missed in between. */
export function webSource(snapshot: Snapshot, tenantId: string): WebSource {
  const journal = new MemoryJournal()
  const engine = new SyncManager({ serverUrl: '', journal })
  const history = new ConnectionHistory()
  engine.subscribe(({ status }) => status && history.take(status))
  const prime = async () => {
    await journal.open(0)
    const cursor = parseEventId(snapshot.lastEventId)
    if (cursor) await journal.replace({ documents: documentsOf(snapshot), cursor })
    const state = await engine.start()
    engine.connect({ tenantId })
    return state
  }
  let started: Promise<FeedState> | null = null
  return {
    source: {
      async load() {
        started ??= prime()
        await started
        return engine.state()
      },
      subscribe: (onBatch) => engine.subscribe(onBatch),
      send: (command) => engine.send(command),
      syncNow: async () => engine.syncNow(),
    },
    debug: engineSource({ engine, history, subscription: { tenantId } }),
    stop: () => void engine.stop(),
  }
}

function documentsOf({ orders, queues, bays, jobs }: Snapshot): DocumentChange[] {
  return [
    ...orders.map((document): DocumentChange => ({ kind: 'order', key: document.orderID, document })),
    ...queues.map((document): DocumentChange => ({ kind: 'queue', key: document.queueId, document })),
    ...bays.map((document): DocumentChange => ({ kind: 'bay', key: document.bayId, document })),
    ...jobs.map((document): DocumentChange => ({ kind: 'job', key: document.jobId, document })),
  ]
}
