import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { formatEventId, SyncManager } from '@/lib/sync/engine'
import { SqliteJournal } from '@/main/journal'
import { eventStreamFactory } from '@/main/sync/event-stream'
import { until } from '../support/follower'
import { sampleEvent } from '../support/sample-events'
import { startServer, type TestServer } from '../support/server'
import { type Benchmark, timed } from './measure'

const BEHIND = 50_000
const ORDERS = 200

/** Writes the backlog straight into a stopped server's database: through REST it would take ten minutes. */
function fillLog(dataDir: string): { from: number; to: number } {
  const db = new Database(join(dataDir, 'ax-station.db'))
  const { head } = db.prepare<[], { head: number }>('SELECT head FROM sync_heads').get() as { head: number }
  const put = db.prepare(
    `INSERT INTO sync_events (tenant, seq, event_type, order_i_d, actor, at, body) VALUES ('main', ?, ?, ?, ?, ?, ?)`,
  )
  const at = new Date().toISOString()
  db.transaction(() => {
    for (let seq = head + 1; seq <= head + BEHIND; seq += 1) {
      const { eventType, orderID, actor, data } = sampleEvent(seq, ORDERS)
      put.run(seq, eventType, orderID, actor, at, JSON.stringify(data))
    }
    db.prepare('UPDATE sync_heads SET head = ?').run(head + BEHIND)
  })()
  db.close()
  return { from: head, to: head + BEHIND }
}

async function epochOf(server: TestServer): Promise<string> {
  const health = (await (await fetch(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })).json()) as {
    epoch: string
  }
  return health.epoch
}

/** The floor: the same pages fetched and parsed, and nothing done with them. */
async function pagesOnly(server: TestServer, from: string): Promise<void> {
  for (let cursor = from; ; ) {
    const response = await fetch(`${server.url}/api/v1/sync/events?limit=500&lastEventId=${cursor}`, {
      headers: { ...server.asAdmin(), Accept: 'application/json' },
    })
    const page = (await response.json()) as { lastEventId: string; hasMore: boolean }
    if (!page.hasMore) return
    cursor = page.lastEventId
  }
}

async function catchUp(server: TestServer, epoch: string, from: number, to: number, folder: string): Promise<number> {
  const journal = new SqliteJournal({ path: join(folder, 'journal.sqlite') })
  await journal.open(0)
  await journal.replace({ documents: [], cursor: { epoch, seq: from } })
  await journal.close()
  const engine = new SyncManager({
    serverUrl: server.url,
    journal,
    headers: server.asAdmin,
    eventSourceFactory: eventStreamFactory(server.asAdmin),
  })
  await engine.start()
  const ms = await timed(async () => {
    engine.connect()
    await until(
      `current at ${to}`,
      () => engine.status().cursor?.seq === to && engine.status().freshness.kind === 'current',
      300_000,
    )
  })
  await engine.stop()
  return ms
}

const benchmark: Benchmark = {
  name: 'Catch-up',
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-catch-up-'))
    try {
      await (await startServer({ dataDir })).stop()
      const { from, to } = fillLog(dataDir)
      const server = await startServer({ dataDir })
      try {
        const epoch = await epochOf(server)
        const floor = await timed(() => pagesOnly(server, formatEventId({ epoch, seq: from })))
        const ours = await catchUp(server, epoch, from, to, dataDir)
        return [
          {
            what: `events per second until current, ${BEHIND.toLocaleString('en')} behind`,
            value: (BEHIND / ours) * 1000,
            floor: (BEHIND / floor) * 1000,
            unit: '/s',
            note: 'durable in the journal; floor: the same pages fetched, parsed and dropped',
          },
        ]
      } finally {
        await server.stop()
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

export default benchmark
