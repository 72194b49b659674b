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

async function through(server: TestServer, writers: number): Promise<number> {
  const rows: (number | string)[] = []
  for (let index = 0; index < writers; index += 1) rows.push(await rowOf(server, await newOrder(server)))
  let next = 0
  const write = async (row: number | string) => {
    while (next < UPDATES) {
      next += 1
      await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${next}` })
    }
  }
  const ms = await timed(() => Promise.all(rows.map(write)))
  return (UPDATES / ms) * 1000
}

const benchmark: Benchmark = {
  name: 'Write',
  async run() {
    const floor = await bare()
    const server = await startServer()
    try {
      const rows: Row[] = []
      for (const writers of [1, 16]) {
        rows.push({
          what: `order updates per second through REST, ${writers} ${writers === 1 ? 'writer' : 'writers'}`,
          value: await through(server, writers),
          floor,
          unit: '/s',
          note: 'each with its event, in one transaction; floor: two rows through bare SQLite, no HTTP, no CMS',
        })
      }
      return rows
    } finally {
      await server.stop()
    }
  },
}

export default benchmark
