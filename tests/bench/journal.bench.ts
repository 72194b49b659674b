import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Order } from '@/lib/domain'
import type { JournalStep } from '@/lib/sync/engine'
import { SqliteJournal } from '@/main/journal'
import { sampleStoredEvent } from '../support/sample-events'
import { type Benchmark, percentile, type Row, timed } from './measure'

const EPOCH = 'k3f9'
const ROUNDS = 5
/** No more than the journal keeps: beyond that it also deletes, which the floor does not. */
const BATCHES = [
  { batch: 1, events: 3_000 },
  { batch: 10, events: 20_000 },
  { batch: 100, events: 20_000 },
]

function steps(events: number, batch: number): JournalStep[] {
  const all = Array.from({ length: events }, (_, index) => sampleStoredEvent(index + 1))
  return Array.from({ length: events / batch }, (_, index) => {
    const part = all.slice(index * batch, (index + 1) * batch)
    return {
      events: part,
      changes: part.map((event) => {
        const { order } = event.data as { order: Order }
        return { kind: 'order', key: order.orderID, document: order } as const
      }),
      cursor: { epoch: EPOCH, seq: (index + 1) * batch },
    }
  })
}

/** Runs `work` with the path of a new database in a folder of its own. */
async function withDatabase<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-bench-'))
  try {
    return await work(join(folder, 'journal.sqlite'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same rows through bare better-sqlite3: ready-made texts, three statements, one transaction a batch. */
async function bare(all: readonly JournalStep[], events: number): Promise<number> {
  return withDatabase(async (path) => {
    const db = new Database(path)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec(`
      CREATE TABLE events (epoch TEXT, seq INTEGER, received_at INTEGER, body TEXT, document TEXT, PRIMARY KEY (epoch, seq)) WITHOUT ROWID;
      CREATE TABLE documents (kind TEXT, key TEXT, body TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      CREATE TABLE cursor (id INTEGER PRIMARY KEY, epoch TEXT, seq INTEGER);
    `)
    const putEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?)')
    const putDocument = db.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?, ?)')
    const putCursor = db.prepare('INSERT OR REPLACE INTO cursor VALUES (1, ?, ?)')
    const rows = all.map(({ events: part, changes, cursor }) => ({
      events: part.map((event, index) => ({
        seq: cursor.seq - part.length + index + 1,
        body: JSON.stringify({ ...event, data: { ...event.data, order: undefined } }),
        document: JSON.stringify(changes[index]?.document),
        key: changes[index]?.key,
      })),
      cursor,
    }))
    const write = db.transaction((step: (typeof rows)[number]) => {
      for (const { seq, body, document, key } of step.events) {
        putEvent.run(EPOCH, seq, 0, body, document)
        putDocument.run('order', key, document)
      }
      putCursor.run(step.cursor.epoch, step.cursor.seq)
    })
    const ms = await timed(() => rows.forEach((step) => void write(step)))
    db.close()
    return (events / ms) * 1000
  })
}

async function journal(all: readonly JournalStep[], events: number): Promise<number> {
  return withDatabase(async (path) => {
    const subject = new SqliteJournal({ path })
    await subject.open(100)
    const ms = await timed(async () => {
      for (const step of all) await subject.append(step)
    })
    await subject.close()
    return (events / ms) * 1000
  })
}

async function measure({ batch, events }: (typeof BATCHES)[number]): Promise<Row> {
  const all = steps(events, batch)
  const ours: number[] = []
  const floor: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.push(await bare(all, events))
    ours.push(await journal(all, events))
  }
  return {
    what: `durable events per second, ${batch} a transaction`,
    value: percentile(ours, 50),
    floor: percentile(floor, 50),
    unit: '/s',
    aim: '>= 0.7',
    note: `median of ${ROUNDS} rounds of ${events} events`,
  }
}

const benchmark: Benchmark = {
  name: 'Journal',
  async run() {
    const rows: Row[] = []
    for (const size of BATCHES) rows.push(await measure(size))
    return rows
  },
}

export default benchmark
