import { type Outbox, SyncManager } from '@/lib/sync/engine'
import type { StationLog } from '../diagnostics/station-log'
import { SqliteJournal, SqliteOutbox } from '../journal'
import { eventStreamFactory } from './event-stream'
import { FetchHistory } from './fetch-history'
import { journalPath } from './journal-path'
import { fetchFrom } from './server-fetch'
import type { EngineFactory } from './station-sync'

/** Engines on the SQLite journal, with Node's own `fetch`. @param folder where the journals are kept */
export function engineFactory(folder: string, log: StationLog): EngineFactory {
  return (target, headers, opening) => {
    const path = journalPath(folder, target.journal)
    const lost = (reason: string) => {
      log.write('warn', 'A part of the history was damaged; it is fetched again.', { reason })
      history.expectGap()
      if (current) void history.run()
    }
    const journal = new SqliteJournal({ path, lost, ...opening })
    const outbox: Outbox = new SqliteOutbox(journal)
    const engine = new SyncManager({
      serverUrl: target.url,
      journal,
      outbox,
      headers,
      fetch: (...asked) => fetchFrom(target.pin)(...asked),
      eventSourceFactory: eventStreamFactory(headers, target.pin),
      log: (entry) => log.entry(entry),
      // Main says when: the key may not be known yet.
      config: { autoConnect: false },
      // Each page's channel holds batches to its frames; holding them here too would only add delay.
      scheduleFrame(run) {
        const turn = setImmediate(run)
        return () => clearImmediate(turn)
      },
      storageBytes: () => journal.bytes(),
    })
    const history = new FetchHistory({ url: target.url, pin: target.pin, headers, journal, log })
    let current = false
    engine.subscribe(({ replace, status }) => {
      if (replace) history.expectGap()
      if (status) current = status.freshness.kind === 'current'
      if (current) void history.run()
    })
    return {
      engine,
      endHistory: () => history.stop(),
      addHistory: (events) => journal.addHistory(events),
      eventsOfOrder: (orderID) => journal.eventsOfOrder(orderID),
      storage: () => journal.use(),
    }
  }
}
