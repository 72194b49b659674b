import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { formatEventId } from '@/lib/sync/engine'
import { openStationLog } from '@/main/diagnostics/station-log'
import { SqliteJournal } from '@/main/journal'
import { DEFAULT_RETENTION } from '@/main/journal/retention'
import { engineFactory } from '@/main/sync/create-engine'
import { journalPath } from '@/main/sync/journal-path'
import { until } from '../support/follower'
import { sampleEvent, sampleOrder } from '../support/sample-events'
import { startServer, type TestServer } from '../support/server'
import { type Benchmark, percentile, type Row, timed } from './measure'

const BEHIND = 50_000
const ORDERS = 200
const ROUNDS = 7

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

/** Milliseconds of this process's processor. */
const processor = () => process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000

interface Station {
  /** Until the screen has the server's documents, milliseconds. */
  readonly painted: number
  readonly current: number
  /** From then on until nothing of the history is missing. */
  readonly history: number
  readonly processor: number
}

/** A station that was at `from` when it was last heard of. */
async function station(server: TestServer, epoch: string, from: number, folder: string): Promise<Station> {
  const path = journalPath(folder, 'host')
  const journal = new SqliteJournal({ path })
  await journal.open(0)
  const order = sampleOrder(1)
  const documents = [{ kind: 'order', key: order.orderID, document: order } as const]
  await journal.replace({ documents, cursor: { epoch, seq: from } })
  await journal.close()
  const log = openStationLog(join(folder, 'logs'))
  const made = engineFactory(folder, log)({ journal: 'host', url: server.url }, server.asAdmin, {
    ...{ carried: null, anew: false },
    broken: () => undefined,
  })
  const { engine } = made
  let painted = Number.NaN
  await engine.start()
  const start = performance.now()
  engine.subscribe(({ replace, changes }) => {
    if (replace && changes.length > 0) painted = performance.now() - start
  })
  engine.connect()
  await until('current', () => engine.status().freshness.kind === 'current', 300_000)
  const current = performance.now() - start
  const before = processor()
  const missing = new Database(path, { readonly: true }).prepare('SELECT 1 FROM gaps')
  const history = await timed(() => until('the history', () => missing.get() === undefined, 300_000))
  made.endHistory()
  await engine.stop()
  return { painted, current, history, processor: processor() - before }
}

/** Milliseconds on the clock and of the processor. */
interface Cost {
  readonly clock: number
  readonly processor: number
}

/** One after the other, so that what else the machine does falls on both. */
async function round(server: TestServer, epoch: string, { from, to }: { from: number; to: number }) {
  const oldest = formatEventId({ epoch, seq: to - DEFAULT_RETENTION.maxEvents })
  const before = processor()
  const clock = await timed(() => pagesOnly(server, oldest))
  const floor: Cost = { clock, processor: processor() - before }
  const folder = mkdtempSync(join(tmpdir(), 'ax-behind-'))
  try {
    return { floor, ours: await station(server, epoch, from, folder) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const benchmark: Benchmark = {
  name: 'Catch-up',
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-catch-up-'))
    try {
      await (await startServer({ dataDir })).stop()
      const stretch = fillLog(dataDir)
      // More than one account asks for in a minute.
      const server = await startServer({ dataDir, env: { AX_CATCH_UP_PER_MINUTE: '10000000' } })
      try {
        const epoch = await epochOf(server)
        const rounds = []
        // The first one warms both up, and is not counted.
        for (let done = 0; done <= ROUNDS; done += 1) rounds.push(await round(server, epoch, stretch))
        return rows(rounds.slice(1))
      } finally {
        await server.stop()
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

function rows(rounds: readonly Awaited<ReturnType<typeof round>>[]): Row[] {
  const events = DEFAULT_RETENTION.maxEvents
  const median = (of: (each: (typeof rounds)[number]) => number) => percentile(rounds.map(of), 50)
  const spread = (of: (each: (typeof rounds)[number]) => number) => {
    const [least, most] = [percentile(rounds.map(of), 0), percentile(rounds.map(of), 100)]
    return `${least.toFixed(2)} to ${most.toFixed(2)} of the floor`
  }
  const behind = `${BEHIND.toLocaleString('en')} behind`
  const within = { floor: null, unit: 'ms', note: 'from the request to connect; 1,000 ms is the aim' }
  return [
    { what: `screen painted, ${behind}`, value: median(({ ours }) => ours.painted), ...within },
    { what: `current, ${behind}`, value: median(({ ours }) => ours.current), ...within },
    {
      ...{ what: 'history fetched behind it', unit: '/s', aim: '>= 0.7' },
      value: median(({ ours }) => (events / ours.history) * 1_000),
      floor: median(({ floor }) => (events / floor.clock) * 1_000),
      note: `events, durable in the journal, which keeps ${events.toLocaleString('en')}; ${ROUNDS} rounds, in each ${spread(({ ours, floor }) => floor.clock / ours.history)}; floor: the same pages fetched, parsed and dropped`,
    },
    {
      ...{ what: 'processor time of an event of the history', unit: 'ms' },
      value: median(({ ours }) => ours.processor / events),
      floor: median(({ floor }) => floor.processor / events),
      note: `of the station; in each round ${spread(({ ours, floor }) => ours.processor / floor.processor)}`,
    },
  ]
}

export default benchmark
