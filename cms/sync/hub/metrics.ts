import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** What the server counts of itself, for Prometheus. */
export function createSyncMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    connections: new Gauge({ name: 'ax_sync_connections', help: 'Open streams', labelNames: ['tenant'], registers }),
    events: new Counter({
      name: 'ax_sync_events_total',
      help: 'Events read from the log for live readers',
      labelNames: ['tenant'],
      registers,
    }),
    resets: new Counter({
      name: 'ax_sync_resets_total',
      help: 'Cursors that could not be honoured',
      labelNames: ['reason'],
      registers,
    }),
    slowReaders: new Counter({
      name: 'ax_sync_slow_readers_total',
      help: 'Streams cut because the client did not read',
      registers,
    }),
    snapshots: new Counter({
      name: 'ax_sync_snapshots_read_total',
      help: 'Snapshots read from the database; the others were shared',
      registers,
    }),
    requests: new Counter({
      name: 'ax_sync_requests_total',
      help: 'Requests of the sync endpoints',
      labelNames: ['route', 'status'],
      registers,
    }),
    pruned: new Counter({ name: 'ax_sync_pruned_events_total', help: 'Events removed by retention', registers }),
  }
}

export type SyncMetrics = ReturnType<typeof createSyncMetrics>
