import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { sampleOrder } from '../support/sample-events'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { allOf, deliveriesOf } from './fanout/deliveries'
import { openClients } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'

const RECORD = join(import.meta.dirname, 'turns/record.mjs')
const UPDATES = 600
const WRITERS = 16
const STREAMS = 100
/** Events whose delivery is looked at, and milliseconds between them. */
const TOLD = 60
const PACE = 100

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

/** The longest turn of the server's event loop since a moment, milliseconds of processor time of its thread. */
const longestTurn = (file: string, since: number): number =>
  Math.max(
    0,
    ...readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number) as [at: number, ms: number])
      .filter(([at]) => at >= since)
      .map(([, ms]) => ms),
  )

interface Written {
  readonly perSecond: number
  /** Milliseconds, on the clock and of the processor. */
  readonly gap: number
  readonly turn: number
}

async function through(server: TestServer, turns: string, writers: number): Promise<Written> {
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
  const since = Date.now()
  const ms = await timed(() => Promise.all(rows.map(write)))
  return { perSecond: (UPDATES / ms) * 1000, gap: await longestGap(server), turn: longestTurn(turns, since) }
}

/** From an event's own time until the last of the streams has it, milliseconds: p99, while so many write beside it. */
async function fanOut(server: TestServer, writers: number): Promise<number> {
  const rows: (number | string)[] = []
  for (let index = 0; index <= writers; index += 1) rows.push(await rowOf(server, await newOrder(server)))
  const clients = await openClients(`${server.url}/api/v1/sync/events`, STREAMS, server.asStation())
  const delivered = deliveriesOf(clients)
  let written = 0
  let ended = false
  const note = async (row: number | string) => {
    written += 1
    await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${written}` })
  }
  const write = async (row: number | string) => {
    while (!ended) await note(row)
  }
  const [told, ...others] = rows as [number | string, ...(number | string)[]]
  const writing = others.map(write)
  for (let event = 0; event < TOLD; event += 1) {
    await note(told)
    await pause(PACE)
  }
  ended = true
  await Promise.all(writing)
  await allOf(delivered, written)
  clients.kill()
  return percentile(
    [...delivered.values()].map(({ at, made }) => at - made),
    99,
  )
}

const benchmark: Benchmark = {
  name: 'Write',
  async run() {
    const floor = await bare()
    const folder = mkdtempSync(join(tmpdir(), 'ax-turns-'))
    const turns = join(folder, 'turns')
    writeFileSync(turns, '')
    const server = await startServer({
      env: {
        ...{ AX_STREAMS_PER_ACCOUNT: '1000', AX_RATE_PER_MINUTE: '1000000' },
        ...{ NODE_OPTIONS: `--import ${pathToFileURL(RECORD)}`, BENCH_TURNS: turns },
      },
    })
    try {
      const rows: Row[] = []
      for (const writers of [1, WRITERS]) {
        const { perSecond, gap, turn } = await through(server, turns, writers)
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
          {
            ...{
              what: `longest turn of it, processor time, ${by}`,
              value: turn,
              unit: 'ms',
              floor: null,
              aim: '<= 30 ms',
            },
            note: 'of the same updates, without what else the machine did meanwhile',
          },
        )
      }
      const alone = await fanOut(server, 0)
      rows.push({
        ...{ what: `commit to last of ${STREAMS} streams, p99, beside ${WRITERS} writers`, unit: 'ms', aim: '<= 2' },
        ...{ value: await fanOut(server, WRITERS), floor: alone, note: 'floor: without them' },
      })
      return rows
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default benchmark
