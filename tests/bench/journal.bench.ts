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
/** Turns of a round. */
const PARTS = 20
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

/** What takes steps, one transaction each. */
interface Subject {
  append(index: number): Promise<void> | void
  close(): Promise<void> | void
}

/** A step as bare SQLite is given it. */
interface BareStep {
  readonly events: readonly { seq: number; key: string | undefined; body: string; document: string }[]
  readonly cursor: JournalStep['cursor']
}

function bareStep({ events, changes, cursor }: JournalStep): BareStep {
  const first = cursor.seq - events.length + 1
  return {
    cursor,
    events: events.map((event, index) => ({
      seq: first + index,
      key: changes[index]?.key,
      body: JSON.stringify({ ...event, data: { ...event.data, order: undefined } }),
      document: JSON.stringify(changes[index]?.document),
    })),
  }
}

/**
 * The same rows through bare better-sqlite3: three statements, one transaction a batch; its texts ready-made, or made as it
 * writes them.
 */
function bare(path: string, all: readonly JournalStep[], texts: 'ready' | 'made'): Subject {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`
    CREATE TABLE events (seq INTEGER PRIMARY KEY, epoch TEXT, received_at INTEGER, body TEXT, document TEXT);
    CREATE TABLE documents (kind TEXT, key TEXT, body TEXT, UNIQUE (kind, key));
    CREATE TABLE cursor (id INTEGER PRIMARY KEY, epoch TEXT, seq INTEGER);
  `)
  const putEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?)')
  const putDocument = db.prepare(
    'INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body',
  )
  const putCursor = db.prepare('INSERT OR REPLACE INTO cursor VALUES (1, ?, ?)')
  const write = db.transaction(({ events, cursor }: BareStep) => {
    for (const { seq, body, document, key } of events) {
      putEvent.run(seq, EPOCH, 0, body, document)
      putDocument.run('order', key, document)
    }
    putCursor.run(cursor.epoch, cursor.seq)
  })
  const ready = texts === 'ready' ? all.map(bareStep) : null
  return {
    append: (index) => void write(ready?.[index] ?? bareStep(all[index] as JournalStep)),
    close: () => void db.close(),
  }
}

async function journal(path: string, all: readonly JournalStep[]): Promise<Subject> {
  const subject = new SqliteJournal({ path })
  await subject.open(100)
  return { append: (index) => subject.append(all[index] as JournalStep), close: () => subject.close() }
}

interface Cost {
  /** Milliseconds on the clock. */
  clock: number
  /** Milliseconds of the processor. */
  processor: number
}

const spent = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const SUBJECTS = ['ours', 'ready', 'made'] as const
type Costs = Record<(typeof SUBJECTS)[number], Cost>

/** All in turns, a part of the steps at a time, so that what else the disk and the machine do falls on each. */
async function round(all: readonly JournalStep[]): Promise<Costs> {
  const folder = mkdtempSync(join(tmpdir(), 'ax-bench-'))
  const subjects = {
    ours: await journal(join(folder, 'ours.sqlite'), all),
    ready: bare(join(folder, 'ready.sqlite'), all, 'ready'),
    made: bare(join(folder, 'made.sqlite'), all, 'made'),
  }
  const none = (): Cost => ({ clock: 0, processor: 0 })
  const costs: Costs = { ours: none(), ready: none(), made: none() }
  try {
    const part = all.length / PARTS
    for (let from = 0; from < all.length; from += part) {
      for (const which of SUBJECTS) {
        const before = spent()
        costs[which].clock += await timed(async () => {
          for (let index = from; index < from + part; index += 1) await subjects[which].append(index)
        })
        costs[which].processor += spent() - before
      }
    }
    return costs
  } finally {
    for (const which of SUBJECTS) await subjects[which].close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure({ batch, events }: (typeof BATCHES)[number]): Promise<Row[]> {
  const all = steps(events, batch)
  const rounds: Costs[] = []
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round(all))
  const middle = (of: (costs: Costs) => number) => percentile(rounds.map(of), 50)
  const perSecond = (which: keyof Costs) => (events / middle((costs) => costs[which].clock)) * 1_000
  const processor = (which: keyof Costs) => (middle((costs) => costs[which].processor) / events) * 1_000
  const what = `${batch} a transaction`
  const made = 'floor: bare SQLite that makes its texts as it writes them'
  return [
    {
      ...{ what: `durable events per second, ${what}`, unit: '/s', aim: '>= 0.85' },
      ...{ value: perSecond('ours'), floor: perSecond('made') },
      note: `median of ${ROUNDS} rounds of ${events} events, all in turns; ${made}`,
    },
    {
      ...{ what: `the same, ${what}`, unit: '/s' },
      ...{ value: perSecond('ours'), floor: perSecond('ready'), note: 'floor: bare SQLite given ready-made texts' },
    },
    {
      ...{ what: `processor time of an event, ${what}`, unit: 'µs' },
      ...{ value: processor('ours'), floor: processor('made'), note: made },
    },
  ]
}

const benchmark: Benchmark = {
  name: 'Journal',
  async run() {
    const rows: Row[] = []
    for (const size of BATCHES) rows.push(...(await measure(size)))
    return rows
  },
}

export default benchmark
