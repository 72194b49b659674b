import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sampleOrder } from '../support/sample-events'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { type Benchmark, type Row, timed } from './measure'

const UPDATES = 600

/** The floor: an order and its event written by bare SQLite, one durable transaction each. */
async function bare(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-write-'))
  const db = new Database(join(folder, 'floor.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'CREATE TABLE orders (id INTEGER PRIMARY KEY, body TEXT); CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT)',
  )
  const putOrder = db.prepare('INSERT OR REPLACE INTO orders VALUES (1, ?)')
  const putEvent = db.prepare('INSERT INTO events (body) VALUES (?)')
  const write = db.transaction((text: string) => {
    putOrder.run(text)
    putEvent.run(text)
  })
  const ms = await timed(() => {
    for (let version = 1; version <= UPDATES; version += 1) write(JSON.stringify(sampleOrder(1, { version })))
  })
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return (UPDATES / ms) * 1000
}

/** The longest that the server's event loop stood still since this was last asked, milliseconds. */
async function longestGap(server: TestServer): Promise<number> {
  const response = await fetch(`${server.url}/api/v1/sync/metrics`, { headers: server.asAdmin() })
  return Number(/^nodejs_eventloop_lag_max_seconds ([\d.e-]+)/m.exec(await response.text())?.[1]) * 1_000
}

async function through(server: TestServer, writers: number): Promise<{ perSecond: number; gap: number }> {
  const rows: (number | string)[] = []
  for (let index = 0; index < writers; index += 1) rows.push(await rowOf(server, await newOrder(server)))
  let next = 0
  const write = async (row: number | string) => {
    while (next < UPDATES) {
      next += 1
      await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${next}` })
    }
  }
  await longestGap(server)
  const ms = await timed(() => Promise.all(rows.map(write)))
  return { perSecond: (UPDATES / ms) * 1000, gap: await longestGap(server) }
}

const benchmark: Benchmark = {
  name: 'Write',
  async run() {
    const floor = await bare()
    const server = await startServer()
    try {
      const rows: Row[] = []
      for (const writers of [1, 16]) {
        const { perSecond, gap } = await through(server, writers)
        const by = writers === 1 ? '1 writer' : `${writers} writers`
        rows.push(
          {
            ...{ what: `order updates per second through REST, ${by}`, value: perSecond, unit: '/s', floor },
            note: 'each with its event, in one transaction; floor: two rows through bare SQLite, no HTTP, no CMS',
          },
          {
            ...{ what: `longest gap of the server’s event loop, ${by}`, value: gap, unit: 'ms', floor: null },
            note: '30 ms is the aim',
          },
        )
      }
      return rows
    } finally {
      await server.stop()
    }
  },
}

export default benchmark
