import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sampleOrder } from '../support/sample-events'
import { startServer, type TestServer } from '../support/server'
import { newOrder } from '../support/site'
import { processorSeconds } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'

const ONE_BY_ONE = 1_000
/** Sent before anything is measured: the first hundreds run on code that is not yet compiled. */
const WARM_UP = 300
const TOGETHER = 100
const ROUNDS = 7

/** The floor: an order, its event and an answer by bare SQLite, `together` in a transaction; milliseconds a transaction. */
async function bare(together: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-commands-'))
  const db = new Database(join(folder, 'floor.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`CREATE TABLE orders (id INTEGER PRIMARY KEY, body TEXT);
    CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT);
    CREATE TABLE answers (id TEXT PRIMARY KEY, body TEXT)`)
  const putOrder = db.prepare('INSERT OR REPLACE INTO orders VALUES (1, ?)')
  const putEvent = db.prepare('INSERT INTO events (body) VALUES (?)')
  const putAnswer = db.prepare('INSERT INTO answers VALUES (?, ?)')
  const write = db.transaction((version: number) => {
    for (let place = 0; place < together; place += 1) {
      const text = JSON.stringify(sampleOrder(1, { version: version * together + place }))
      putOrder.run(text)
      putEvent.run(text)
      putAnswer.run(randomUUID(), '{"status":"applied"}')
    }
  })
  const took: number[] = []
  for (let version = 1; version <= 20; version += 1) took.push(await timed(() => write(version)))
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return percentile(took, 50)
}

const note = (orderID: string, text: string) => ({
  ...{ id: randomUUID(), type: 'order.setStatus', issuedAt: new Date().toISOString() },
  payload: { orderID, staffNotes: text },
})

async function send(server: TestServer, commands: readonly object[]): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands, sentAt: new Date().toISOString() }),
  })
  const { results } = (await response.json()) as { results: { status: string }[] }
  const done = results.filter(({ status }) => status === 'applied').length
  if (done !== commands.length) throw new Error(`${done} of ${commands.length} commands were done`)
}

/** Milliseconds of the server's processor time for each of `count`. */
async function processorTime(server: TestServer, count: number, work: () => Promise<void>): Promise<number> {
  const before = processorSeconds(server.pid)
  await work()
  return ((processorSeconds(server.pid) - before) * 1000) / count
}

const benchmark: Benchmark = {
  name: 'Commands',
  async run() {
    const [alone, all] = [await bare(1), await bare(TOGETHER)]
    const server = await startServer()
    try {
      const orderID = await newOrder(server)
      const batch = (text: string) => Array.from({ length: TOGETHER }, (_, place) => note(orderID, `${text} ${place}`))
      await send(server, batch('warm'))
      for (let sent = 0; sent < WARM_UP; sent += 1) await send(server, [note(orderID, `warm ${sent}`)])
      let next = 0
      const oneByOne = await processorTime(server, ONE_BY_ONE, async () => {
        while (next < ONE_BY_ONE) await send(server, [note(orderID, `note ${next++}`)])
      })
      const took: number[] = []
      const together = await processorTime(server, ROUNDS * TOGETHER, async () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          const commands = batch(`${round}`)
          took.push(await timed(() => send(server, commands)))
        }
      })
      const rows: Row[] = [
        {
          ...{ what: 'processor time of a command, one a request', value: oneByOne, unit: 'ms', floor: null },
          note: 'of the server, the request over HTTP with it; 2.5 ms is the aim',
        },
        {
          ...{ what: `processor time of a command, ${TOGETHER} a request`, value: together, unit: 'ms', floor: null },
          note: 'of the server; 2.5 ms is the aim',
        },
        {
          ...{ what: `${TOGETHER} commands in one request`, value: percentile(took, 50), unit: 'ms', floor: all },
          note: `until they are answered, median of ${ROUNDS}; floor: the same rows by bare SQLite, one commit (a single one: ${alone.toFixed(1)} ms); 250 ms is the aim`,
        },
      ]
      return rows
    } finally {
      await server.stop()
    }
  },
}

export default benchmark
