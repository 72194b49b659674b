import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Command, DocumentChange, Order } from '@/lib/domain'
import { formatEventId, type JournalStep } from '@/lib/sync/engine'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { cursorSum, textSum } from '@/main/journal/event-row'
import { LATEST_VERSION, MIGRATIONS, migrate } from '@/main/journal/migrations'
import { overwrite } from '@/tests/support/damage'
import { sampleOrder, sampleStoredEvent } from '@/tests/support/sample-events'

let folder: string
let path: string
const open: SqliteJournal[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-journal-'))
  path = join(folder, 'journal.sqlite')
})

afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const NOW = Date.parse('2026-01-15T10:30:00Z')

function journalAt(file = path, retention?: ConstructorParameters<typeof SqliteJournal>[0]['retention']) {
  const journal = new SqliteJournal({ path: file, now: () => NOW, ...(retention ? { retention } : {}) })
  open.push(journal)
  return journal
}

function change(order: Order): DocumentChange {
  return { kind: 'order', key: order.orderID, document: order }
}

function step(from: number, count: number): JournalStep {
  const events = Array.from({ length: count }, (_, index) => sampleStoredEvent(from + index))
  return {
    events,
    changes: events.map((event) => change((event.data as { order: Order }).order)),
    cursor: { epoch: 'k3f9', seq: from + count - 1 },
  }
}

const command: Command = {
  id: '6f9d6a7e-2f0e-4c7c-9a55-0a4c5e2f1b11',
  issuedAt: '2026-01-15T10:30:00Z',
  type: 'order.setStage',
  payload: { orderID: 'AX-20260115-0001', stage: 'billed' },
}

/** A journal of 2,000 events and one waiting command, closed. */
async function filled(): Promise<void> {
  const journal = journalAt()
  await journal.open(10)
  for (let from = 1; from <= 2_000; from += 100) await journal.append(step(from, 100))
  await new SqliteOutbox(journal).add(command)
  await journal.close()
}

const asideFiles = () => readdirSync(folder).filter((name) => name.includes('.damaged-'))

describe('a journal that was closed', () => {
  test('gives back cursor, documents and the newest events in order', async () => {
    await filled()
    const contents = await journalAt().open(3)
    expect(contents.cursor).toEqual({ epoch: 'k3f9', seq: 2_000 })
    expect(contents.documents).toHaveLength(100)
    expect(contents.recentEvents).toEqual([1_998, 1_999, 2_000].map((seq) => sampleStoredEvent(seq)))
    expect(contents.recovered).toBeNull()
  })

  test('is durable by SQLite: WAL with synchronous FULL', async () => {
    const journal = journalAt()
    await journal.open(1)
    const pragma = (name: string) => journal.work((db) => db.pragma(name, { simple: true }))
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    // Without these, macOS's fsync leaves the bytes in the drive's own cache.
    expect([pragma('fullfsync'), pragma('checkpoint_fullfsync')]).toEqual([1, 1])
  })

  test('an event without a place in a log leaves no part of its step', async () => {
    const journal = journalAt()
    await journal.open(1)
    await journal.append(step(1, 1))
    const bad = step(2, 2)
    const foreign = { ...bad, events: [bad.events[0], { ...bad.events[1], id: 'event_123456' }] } as JournalStep
    await expect(journal.append(foreign)).rejects.toThrow('names no place')
    await journal.close()
    const contents = await journalAt().open(10)
    expect(contents.cursor?.seq).toBe(1)
    expect(contents.recentEvents.map((event) => event.id)).toEqual(['event_k3f9_1'])
  })
})

describe('a damaged journal is set aside and begun anew', () => {
  const damages: [string, () => void][] = [
    ['its header overwritten', () => overwrite(path, 0, Buffer.from('this is not a database at all'))],
    ['a page in the middle overwritten', () => overwrite(path, 4096 * 7, Buffer.alloc(4096 * 3, 0xa5))],
    ['cut in the middle of a page', () => truncateSync(path, 4096 * 9 + 1234)],
    ['replaced by a text file', () => writeFileSync(path, 'hello '.repeat(2_000))],
    [
      'written by a newer release',
      () => {
        const db = new Database(path)
        db.pragma('user_version = 99')
        db.close()
      },
    ],
  ]
  test.each(damages)('%s', async (_what, damage) => {
    await filled()
    damage()
    const before = readFileSync(path)
    const journal = journalAt()
    const contents = await journal.open(10)
    expect(contents.recovered?.reason).toEqual(expect.any(String))
    expect(contents.cursor).toBeNull()
    expect(contents.documents).toEqual([])
    expect(contents.recovered?.setAside).toBe(join(folder, asideFiles()[0] as string))
    expect(readFileSync(contents.recovered?.setAside as string).equals(before)).toBe(true)
    await journal.replace({ documents: [change(sampleOrder(1))], cursor: { epoch: 'new1', seq: 5 } })
    await journal.close()
    expect((await journalAt().open(10)).cursor).toEqual({ epoch: 'new1', seq: 5 })
  })

  test('waiting commands are carried over where they can still be read', async () => {
    await filled()
    const db = new Database(path)
    db.pragma('user_version = 99')
    db.close()
    const journal = journalAt()
    await journal.open(10)
    expect(await new SqliteOutbox(journal).pending()).toEqual([command])
  })

  test('an empty file is a new journal', async () => {
    writeFileSync(path, '')
    const contents = await journalAt().open(10)
    expect(contents).toEqual({ cursor: null, documents: [], recentEvents: [], recovered: null })
  })

  test('only the last three damaged files are kept', async () => {
    for (let day = 1; day <= 5; day += 1) {
      writeFileSync(path, 'not a database '.repeat(500))
      const journal = new SqliteJournal({ path, now: () => NOW + day * 86_400_000 })
      await journal.open(1)
      await journal.close()
    }
    expect(asideFiles().sort()).toEqual([3, 4, 5].map((day) => expect.stringContaining(`damaged-2026-01-${15 + day}`)))
  })

  test('random damage never breaks the opening, and never gives back what was not written', async () => {
    await filled()
    const whole = journalAt()
    const { cursor, documents } = await whole.open(1)
    const written = { cursor, documents }
    await whole.close()
    const good = readFileSync(path)
    for (let round = 0; round < 60; round += 1) {
      const bytes = Buffer.from(good)
      for (let flips = 0; flips < 3; flips += 1) {
        const place = (round * 7_919 + flips * 104_729 * (round + 1)) % bytes.length
        bytes[place] = (bytes[place] as number) ^ (1 << (flips % 8))
      }
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
      writeFileSync(path, bytes)
      const journal = journalAt()
      const contents = await journal.open(5)
      if (contents.recovered) expect(contents.cursor).toBeNull()
      else expect({ cursor: contents.cursor, documents: contents.documents }).toEqual(written)
      await journal.append(step(2_001, 1))
      await journal.close()
    }
  })
})

describe('a document that an event carried', () => {
  const documentsOf = async () => (await journalAt().open(1)).documents.map(({ document }) => document as Order)
  const ordersOf = ({ changes }: JournalStep) => changes.map(({ document }) => document as Order)

  test('is written once, and is there after its event has gone by number or by age', async () => {
    const carried = step(1, 100)
    const written = ordersOf(carried)
    const retention = { maxEvents: 50, maxAge: 3_600_000, chunk: 1_000, every: 100, ageEvery: 0 }
    const journal = journalAt(path, retention)
    await journal.open(1)
    await journal.append(carried)
    const texts = () => journal.work((db) => db.prepare('SELECT count(body) FROM documents').pluck().get())
    expect(texts()).toBe(50)
    await journal.append({ ...step(101, 100), changes: [] })
    expect(texts()).toBe(100)
    await journal.close()
    expect(await documentsOf()).toEqual(written)

    const last = step(201, 1)
    const again = journalAt(path, { ...retention, maxEvents: 1_000 })
    await again.open(1)
    await again.append(last)
    await again.close()
    const later = new SqliteJournal({ path, now: () => NOW + 365 * 86_400_000, retention })
    open.push(later)
    const { documents } = await later.open(1)
    expect(later.work((db) => db.prepare('SELECT count(*) FROM events').pluck().get())).toBe(0)
    expect(documents).toContainEqual(last.changes[0])
    expect(await documentsOf()).toEqual(documents.map(({ document }) => document))
  })

  test('is what came last, also where the event came twice and not alike', async () => {
    const journal = journalAt()
    await journal.open(1)
    const once = step(1, 1)
    await journal.append(once)
    const event = once.events[0] as JournalStep['events'][number]
    const order = { ...(ordersOf(once)[0] as Order), staffNotes: 'seen by another role' }
    await journal.append({
      ...once,
      events: [{ ...event, data: { ...event.data, order } } as never],
      changes: [change(order)],
    })
    await journal.close()
    expect(await documentsOf()).toEqual([order])
  })

  test('stays what it was when a log begins anew at the same numbers', async () => {
    const journal = journalAt()
    await journal.open(1)
    const before = step(1, 3)
    await journal.append(before)
    const events = step(4, 3).events.map((event, index) => ({
      ...event,
      id: formatEventId({ epoch: 'b4t0', seq: index + 1 }),
    }))
    await journal.append({ events, changes: [], cursor: { epoch: 'b4t0', seq: 3 } })
    await journal.close()
    expect(await documentsOf()).toEqual(ordersOf(before))
  })

  test('is found missing where its event is', async () => {
    const journal = journalAt()
    await journal.open(1)
    await journal.append(step(1, 3))
    journal.work((db) => db.exec('DELETE FROM events WHERE seq = 2'))
    await journal.close()
    const { recovered, documents } = await journalAt().open(1)
    expect(recovered?.reason).toMatch(/^the order .* is not what was written$/)
    expect(documents).toEqual([])
  })
})

describe('retention', () => {
  const retention = { maxEvents: 250, maxAge: 3_600_000, chunk: 1_000, every: 100, ageEvery: 0 }

  test('keeps the newest events by count; documents and cursor stay', async () => {
    const journal = journalAt(path, retention)
    await journal.open(1)
    for (let from = 1; from <= 1_000; from += 100) await journal.append(step(from, 100))
    expect(journal.work((db) => db.prepare('SELECT count(*) AS n, min(seq) AS first FROM events').get())).toEqual({
      n: 250,
      first: 751,
    })
    await journal.close()
    const contents = await journalAt().open(1)
    expect(contents.documents).toHaveLength(100)
    expect(contents.cursor?.seq).toBe(1_000)
  })

  test('drops events past their age when the journal is opened', async () => {
    await filled()
    const later = new SqliteJournal({
      path,
      now: () => NOW + 2 * 3_600_000,
      retention: { ...retention, maxEvents: 1e6, chunk: 5_000 },
    })
    open.push(later)
    await later.open(10)
    expect(later.work((db) => db.prepare('SELECT count(*) AS n FROM events').get())).toEqual({ n: 0 })
  })
})

describe('migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })

  test.each(MIGRATIONS.map(({ version }) => version))(
    'a file of schema %i is brought to the newest with its rows',
    (version) => {
      const db = new Database(path)
      migrate(db, version)
      expect(db.pragma('user_version', { simple: true })).toBe(version)
      db.prepare('INSERT INTO cursor (id, epoch, seq, sum) VALUES (1, ?, ?, 0)').run('k3f9', 42)
      migrate(db)
      expect(db.pragma('user_version', { simple: true })).toBe(LATEST_VERSION)
      expect(db.prepare('SELECT epoch, seq FROM cursor').get()).toEqual({ epoch: 'k3f9', seq: 42 })
      db.close()
    },
  )

  test('a row of an older release has its document and its event as they were', async () => {
    const event = sampleStoredEvent(1)
    const { order } = event.data as { order: Order }
    const db = new Database(path)
    migrate(db, 6)
    const text = JSON.stringify(order)
    const row = [1, 'k3f9', NOW, event.orderID, JSON.stringify({ ...event, data: { ...event.data, order: undefined } })]
    db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)').run(...row, text, 'order')
    db.prepare('INSERT INTO documents VALUES (?, ?, ?, ?)').run('order', order.orderID, text, textSum(text))
    db.prepare('INSERT INTO cursor VALUES (1, ?, ?, ?)').run('k3f9', 1, cursorSum({ epoch: 'k3f9', seq: 1 }))
    db.close()
    const contents = await journalAt().open(1)
    expect(contents).toMatchObject({ recovered: null, documents: [change(order)], recentEvents: [event] })
  })

  test('a step that fails leaves the version it began at', () => {
    const db = new Database(path)
    migrate(db, 1)
    db.exec('CREATE TABLE outbox (something TEXT)')
    expect(() => migrate(db)).toThrow('already exists')
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    db.close()
  })
})

describe('outbox', () => {
  test('keeps what was refused over a restart until a person has decided', async () => {
    const first = journalAt()
    await first.open(1)
    const outbox = new SqliteOutbox(first)
    const refused = ['0', '1'].map((end) => {
      const id = `6f9d6a7e-2f0e-4c7c-9a55-0a4c5e2f1b1${end}`
      const answer = {
        id,
        status: 'rejected',
        code: 'conflict',
        message: 'Somebody was faster',
        current: null,
      } as const
      return { command: { ...command, id } as Command, answer }
    })
    for (const each of refused) {
      await outbox.add(each.command)
      await outbox.setAside([each])
      // Heard again from elsewhere, it does not wait any more.
      await outbox.setAside([{ ...each, answer: { ...each.answer, code: 'invalid' } }])
    }
    await first.close()
    const second = journalAt()
    await second.open(1)
    const again = new SqliteOutbox(second)
    expect(await again.pending()).toEqual([])
    expect(await again.refused()).toEqual(refused)
    await again.release(refused[0]?.command.id ?? '')
    await again.setAside(refused.slice(0, 1))
    expect(await again.refused()).toEqual(refused.slice(1))
  })

  test('keeps commands in order over a restart until they are settled', async () => {
    const first = journalAt()
    await first.open(1)
    const commands = Array.from({ length: 5 }, (_, index) => ({
      ...command,
      id: `6f9d6a7e-2f0e-4c7c-9a55-0a4c5e2f1b1${index}`,
    }))
    const outbox = new SqliteOutbox(first)
    for (const each of commands) await outbox.add(each)
    await outbox.add({ ...commands[0], issuedAt: '2027-01-01T00:00:00Z' } as Command)
    await first.close()
    const second = journalAt()
    await second.open(1)
    const again = new SqliteOutbox(second)
    expect(await again.pending()).toEqual(commands)
    await again.settle([commands[1]?.id ?? '', commands[3]?.id ?? ''])
    expect((await again.pending()).map(({ id }) => id)).toEqual([0, 2, 4].map((index) => commands[index]?.id))
  })
})
