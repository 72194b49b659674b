import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { LATEST_VERSION } from '@/main/journal/migrations'
import { fetchedPage } from '@/tests/support/history-pages'
import { sampleEvent, sampleStoredEvent } from '@/tests/support/sample-events'

const EPOCH = 'k3f9'
/** When the sample events came. */
const NOW = Date.parse('2026-01-15T10:30:00Z')

let folder: string
let path: string
let journal: SqliteJournal
let broken: unknown[]
/** How often the journal said that something is missing again. */
let lost: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-pages-'))
  path = join(folder, 'journal.sqlite')
  broken = []
  lost = 0
})

afterEach(async () => {
  await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(limit = 10, options: Partial<ConstructorParameters<typeof SqliteJournal>[0]> = {}) {
  const told = { broken: (error: unknown) => broken.push(error), lost: () => (lost += 1) }
  journal = new SqliteJournal({ path, now: () => NOW, ...told, ...options })
  return await journal.open(limit)
}

async function append(from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from + 1 }, (_, index) => sampleStoredEvent(from + index))
  await journal.append({ events, changes: [], cursor: { epoch: EPOCH, seq: to } })
}

const skipTo = (seq: number, epoch = EPOCH) => journal.replace({ documents: [], cursor: { epoch, seq } })

/** Events 1 to 20, a snapshot at 100 of which 21 to 60 and 61 to 100 were fetched, and 101 to 105. */
async function filled(): Promise<void> {
  await open()
  await append(1, 20)
  await skipTo(100)
  for (const [after, end] of [[20, 60] as const, [60, 100] as const]) fill(after, end)
  await append(101, 105)
}

function fill(after: number, end: number): void {
  const gap = journal.gap()
  if (gap?.after !== after) throw new Error(`the gap begins after ${gap?.after}`)
  journal.fillGap(gap, fetchedPage(after, end), end)
}

async function heldAfterRestart(options?: Parameters<typeof open>[1]): Promise<(string | undefined)[]> {
  await journal.close()
  const { recentEvents, recovered } = await open(1_000, options)
  expect(recovered).toBeNull()
  return recentEvents.map(({ id }) => id)
}

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => sampleEvent(from + index).id)
const orderOf = (seq: number) => sampleEvent(seq).orderID ?? ''

/** Flips one bit in the middle of the first page, in the file itself. */
async function flipInPage(): Promise<void> {
  const body = journal.work((db) => db.prepare<[], Buffer>('SELECT body FROM pages ORDER BY after').pluck().get())
  await journal.close()
  const file = readFileSync(path)
  const place = file.indexOf((body as Buffer).subarray(100, 150)) + 20
  file[place] = (file[place] as number) ^ 1
  writeFileSync(path, file)
}

test('a page that leaves the gap open does not wait for the disk; the one that closes it, and all else, does', async () => {
  await open()
  await append(1, 20)
  await skipTo(100)
  journal.work((db) =>
    db.exec(`
      CREATE TEMP TABLE seen (up_to, synchronous);
      CREATE TEMP TRIGGER see AFTER INSERT ON pages
      BEGIN INSERT INTO seen SELECT NEW.up_to, synchronous FROM pragma_synchronous; END;
    `),
  )
  fill(20, 60)
  fill(60, 100)
  expect(journal.work((db) => db.prepare('SELECT * FROM seen').raw().all())).toEqual([
    [60, 1],
    [100, 2],
  ])
  // A page that cannot be written leaves no other way of writing behind.
  await skipTo(300)
  const gap = journal.gap()
  if (!gap) throw new Error('there is no gap')
  const unwritable = { ...fetchedPage(100, 140), packed: null as unknown as Buffer }
  expect(() => journal.fillGap(gap, unwritable, 140)).toThrow()
  expect(journal.work((db) => db.pragma('synchronous', { simple: true }))).toBe(2)
  expect(journal.gap()).toEqual(gap)
})

test('the newest events are those of rows and pages together', async () => {
  await filled()
  await journal.close()
  const newest = async (limit: number) => {
    const { recentEvents } = await open(limit)
    await journal.close()
    return recentEvents.map(({ id }) => id)
  }
  expect(await newest(3)).toEqual(ids(103, 105))
  expect(await newest(10)).toEqual(ids(96, 105))
  expect(await newest(95)).toEqual(ids(11, 105))
  expect(await newest(1_000)).toEqual(ids(1, 105))
})

test('an order has its events of rows and pages, in order', async () => {
  await filled()
  await append(106, 130)
  expect(journal.eventsOfOrder(orderOf(30)).map(({ id }) => id)).toEqual([sampleEvent(30).id, sampleEvent(130).id])
  expect(journal.eventsOfOrder('AX-20260115-0999')).toEqual([])
})

test('an import adds only what no page holds', async () => {
  await filled()
  const events = [30, 60, 61, 100, 3].map((seq) => sampleStoredEvent(seq))
  expect(journal.addHistory(events)).toBe(0)
  journal.work((db) => db.exec('DELETE FROM events WHERE seq = 3'))
  expect(journal.addHistory(events)).toBe(1)
  expect(await heldAfterRestart()).toEqual(ids(1, 105))
})

test('a snapshot of an older log takes what it has not seen, of a page too', async () => {
  await filled()
  await skipTo(50)
  expect(await heldAfterRestart()).toEqual(ids(1, 50))
  await skipTo(5, 'efgh')
  expect(await heldAfterRestart()).toEqual([])
  expect(journal.work((db) => db.prepare('SELECT count(*) FROM pages').pluck().get())).toBe(0)
})

test('retention takes pages by number and by age, and they are counted', async () => {
  await filled()
  expect(journal.use().find(({ name }) => name === 'Events kept')?.count).toBe(105)
  const retention = { maxEvents: 40, maxAge: 3_600_000, chunk: 1_000, every: 100, ageEvery: 0 }
  // What an opening reads is what there was before it took the old away.
  await heldAfterRestart({ retention })
  expect(await heldAfterRestart({ retention })).toEqual(ids(61, 105))
  const later = () => NOW + 2 * 3_600_000
  await heldAfterRestart({ retention, now: later })
  expect(await heldAfterRestart({ retention, now: later })).toEqual([])
  expect(journal.use().find(({ name }) => name === 'Events kept')?.count).toBe(0)
})

const missing = () => journal.work((db) => db.prepare('SELECT after, up_to FROM gaps ORDER BY after').raw().all())

test('a page that is not what was written is missing again, told once, and nothing else is given up', async () => {
  await filled()
  await flipInPage()
  expect((await open(10)).recovered).toBeNull()
  expect(journal.eventsOfOrder(orderOf(70))).toHaveLength(1)
  expect([missing(), lost]).toEqual([[], 0])
  await append(106, 130)
  expect(journal.eventsOfOrder(orderOf(30)).map(({ id }) => id)).toEqual([sampleEvent(130).id])
  expect([missing(), lost, broken]).toEqual([[[20, 60]], 1, []])
  fill(20, 60)
  expect([missing(), lost]).toEqual([[], 1])
  expect(await heldAfterRestart()).toEqual(ids(1, 130))
})

test('the opening heals what it reads: the newest events are given without it', async () => {
  await filled()
  await flipInPage()
  const { recentEvents, recovered } = await open(80)
  expect(recovered).toBeNull()
  expect(recentEvents.map(({ id }) => id)).toEqual([...ids(1, 20), ...ids(61, 105)])
  expect([missing(), lost, broken]).toEqual([[[20, 60]], 1, []])
})

test('where nothing can be written a damaged page is gone on without, and is missing again once that can be', async () => {
  await filled()
  // It stands for a disk that is full, at every opening too.
  journal.work((db) =>
    db.exec("CREATE TRIGGER full BEFORE DELETE ON pages BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"),
  )
  await flipInPage()
  const { recentEvents, recovered } = await open(80)
  expect(recovered).toBeNull()
  expect(recentEvents.map(({ id }) => id)).toEqual([...ids(1, 20), ...ids(61, 105)])
  await append(106, 130)
  expect(journal.eventsOfOrder(orderOf(30)).map(({ id }) => id)).toEqual([sampleEvent(130).id])
  expect([missing(), lost, broken]).toEqual([[], 0, []])
  journal.work((db) => db.exec('DROP TRIGGER full'))
  expect(journal.eventsOfOrder(orderOf(30)).map(({ id }) => id)).toEqual([sampleEvent(130).id])
  expect([missing(), lost, broken]).toEqual([[[20, 60]], 1, []])
})

test('an import brings what a damaged page was to hold', async () => {
  await filled()
  await flipInPage()
  await open(10)
  expect(journal.addHistory([30, 31, 70].map((seq) => sampleStoredEvent(seq)))).toBe(2)
  fill(20, 60)
  expect(await heldAfterRestart()).toEqual(ids(1, 105))
})

/** Events 1 to 20 and a page of 21 to 60 that was written as `text`. */
async function filledWith(text: string): Promise<void> {
  await open()
  await append(1, 20)
  await skipTo(60)
  const gap = journal.gap()
  if (!gap) throw new Error('there is no gap')
  journal.fillGap(gap, { ...fetchedPage(20, 60), packed: gzipSync(text) }, 60)
}

test('a page with a right check sum that cannot be parsed is damage too', async () => {
  await filledWith('{"events":[')
  expect(journal.eventsOfOrder(orderOf(30))).toEqual([])
  expect([missing(), lost, broken]).toEqual([[[20, 60]], 1, []])
})

test('what this release does not take for a page was written all the same: it stays, and says nothing', async () => {
  await filledWith('{"events":"of a later release"}')
  expect(journal.eventsOfOrder(orderOf(30))).toEqual([])
  expect([missing(), lost, broken]).toEqual([[], 0, []])
})

test('a journal of schema 5, as the release before wrote it, is read whole and goes on being filled', async () => {
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, '../../support/journals/schema-5.sqlite.gz'))))
  const version = () => {
    const db = new Database(path, { readonly: true })
    const found = db.pragma('user_version', { simple: true })
    db.close()
    return found
  }
  expect(version()).toBe(5)
  const { cursor, documents, recentEvents, recovered } = await open(1_000)
  expect(version()).toBe(LATEST_VERSION)
  expect([cursor, documents.length, recovered]).toEqual([{ epoch: EPOCH, seq: 45 }, 5, null])
  expect(recentEvents.map(({ id }) => id)).toEqual([...ids(1, 20), ...ids(41, 45)])
  expect(await new SqliteOutbox(journal).pending()).toHaveLength(1)
  fill(20, 40)
  expect(journal.gap()).toBeNull()
  expect(await heldAfterRestart()).toEqual(ids(1, 45))
})
