import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { formatEventId, parseEventId } from '@/lib/sync/engine'
import { SqliteJournal } from '@/main/journal'
import { readContents } from '@/main/journal/read-contents'
import { FetchHistory } from '@/main/sync/fetch-history'
import { FakeClock } from '@/tests/support/fake-clock'
import { eventsBetween, pageText } from '@/tests/support/history-pages'
import { sampleEvent, sampleStoredEvent } from '@/tests/support/sample-events'
import { seededRandom } from '@/tests/support/seeded-random'

const EPOCH = 'k3f9'
/** Events of a page. */
let limit = 40
/** When the sample events came: retention must not take them for old. */
const NOW = Date.parse('2026-01-15T10:30:00Z')

let folder: string
let path: string
let server: Server
let url: string
let journal: SqliteJournal
let head: number
/** The oldest event that the server still has. */
let oldest: number
let asked: number
/** Whether the server compresses its answers. */
let packs: boolean
/** The events of a page, for a server that sends others than it should. */
let told: (after: number, end: number) => readonly unknown[]
/** The bodies it has sent. */
const sent: Buffer[] = []
/** How many more pages the server reads to this account now; then it says for how long it will not. */
let share: number
/** What happens at the next request; `true`: it is answered 503. */
let meanwhile: () => boolean | Promise<boolean>
const logged: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-history-'))
  path = join(folder, 'journal.sqlite')
  asked = 0
  packs = true
  told = eventsBetween
  sent.length = 0
  limit = 40
  oldest = 1
  logged.length = 0
  share = Number.POSITIVE_INFINITY
  meanwhile = () => false
  server = createServer(async (request, response) => {
    asked += 1
    const cursor = parseEventId(new URL(request.url ?? '', 'http://x').searchParams.get('lastEventId') ?? '')
    const after = cursor?.seq ?? 0
    if (await meanwhile()) {
      response.writeHead(503).end()
      return
    }
    const isOver = share-- <= 0
    const expired = isOver || after < oldest - 1
    const end = expired ? head : Math.min(head, after + limit)
    // As servers and what stands between do: whoever has the page is not given it again.
    const etag = `"${after}-${head}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    const text = expired ? forgotten() : pageText({ after, end, head }, told(after, end))
    const body = packs ? gzipSync(text) : Buffer.from(text)
    sent.push(body)
    response.writeHead(200, {
      ...{ 'content-type': 'application/json', etag },
      ...(packs && { 'content-encoding': 'gzip' }),
      ...(isOver && { 'retry-after': '40' }),
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  journal = await openJournal()
})

afterEach(async () => {
  await journal.close()
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function forgotten(): string {
  const rest = { lastEventId: formatEventId({ epoch: EPOCH, seq: head }), head, epoch: EPOCH, hasMore: false }
  return JSON.stringify({ events: [], reset: 'expired', ...rest })
}

async function openJournal(): Promise<SqliteJournal> {
  const made = new SqliteJournal({ path, now: () => NOW })
  await made.open(10)
  return made
}

async function append(from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from + 1 }, (_, index) => sampleStoredEvent(from + index))
  await journal.append({ events, changes: [], cursor: { epoch: EPOCH, seq: to } })
  head = to
}

/** A snapshot at `seq` stands in for everything since the cursor. */
async function skipTo(seq: number): Promise<void> {
  await journal.replace({ documents: [], cursor: { epoch: EPOCH, seq } })
  head = seq
}

const clock = new FakeClock()
const history = () =>
  new FetchHistory({
    ...{ url, journal, clock, headers: () => ({}) },
    log: { write: (_level, message) => void logged.push(message) },
  })

function held(): number[] {
  const db = new Database(path, { readonly: true })
  const { recentEvents } = readContents(db, 100_000, (reason) => expect.fail(reason))
  db.close()
  return recentEvents.map(({ id }) => parseEventId(id)?.seq ?? Number.NaN)
}

const oneTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

test('what a snapshot stood in for is fetched behind it, once', async () => {
  await append(1, 20)
  await skipTo(300)
  await append(301, 310)
  const fetching = history()
  await fetching.run()
  expect(held()).toEqual(oneTo(310))
  expect(journal.eventsOfOrder(sampleEvent(150).orderID ?? '').map(({ id }) => id)).toContain(sampleEvent(150).id)
  expect(journal.gap()).toBeNull()
  const before = asked
  await fetching.run()
  expect(asked).toBe(before)
})

test.each([true, false])('a page is kept as it came (compressed by the server: %s)', async (compressed) => {
  packs = compressed
  await append(1, 20)
  await skipTo(100)
  await history().run()
  const kept = journal.work((db) => db.prepare<[], Buffer>('SELECT body FROM pages ORDER BY after').pluck().all())
  if (compressed) expect(kept).toEqual(sent)
  else expect(kept.map((body) => gunzipSync(body).toString())).toEqual(sent.map(String))
  expect(held()).toEqual(oneTo(100))
  const [first] = eventsBetween(20, 21)
  const metadata = { receivedAt: expect.any(String), processed: true, acknowledged: false, source: 'polling' }
  expect(journal.eventsOfOrder(first?.orderID ?? '')).toEqual([{ ...first, metadata }])
})

test('the next page is asked for while one is written', async () => {
  await append(1, 20)
  await skipTo(300)
  vi.spyOn(journal, 'fillGap').mockImplementationOnce(() => {
    throw new Error('the disk is full')
  })
  await history().run()
  await vi.waitFor(() => expect(asked).toBe(2))
})

test('of a page that holds what it should not, only what is a sound event of its stretch is believed', async () => {
  await append(1, 20)
  await skipTo(60)
  const orderID = 'AX-20260115-0031'
  const other = (change: object) => ({ ...sampleEvent(30), orderID, ...change })
  told = (after, end) => [
    ...eventsBetween(after, end).filter(({ orderID: of }) => of !== orderID),
    other({ id: 'event_efgh_30' }),
    other({ id: 'event_k3f9_61' }),
    other({ id: 'event_k3f9_20' }),
    other({ id: 'event_k3f9_1e2' }),
    other({ data: { order: 'none' } }),
    ...[null, 7, { orderID }, { id: 30, orderID }],
  ]
  await history().run()
  expect(held()).toEqual([...oneTo(29), ...oneTo(60, 31)])
  expect(journal.eventsOfOrder(orderID)).toEqual([])
  expect(journal.gap()).toBeNull()
})

test('of a new station nothing is missing', async () => {
  await skipTo(300)
  await history().run()
  expect([asked, held()]).toEqual([0, []])
})

test('only as much is fetched as the journal keeps', async () => {
  await append(1, 20)
  await skipTo(20_100)
  limit = 500
  await history().run()
  // What there was before is older still, and is the next thing that retention takes.
  expect(held()).toEqual([...oneTo(20), ...oneTo(20_100, 101)])
})

test('of what the server has forgotten in part, some of the rest is fetched', async () => {
  await append(1, 20)
  await skipTo(820)
  oldest = 300
  await history().run()
  expect(held()).toEqual([...oneTo(20), ...oneTo(820, 421)])
  expect(journal.gap()).toBeNull()
})

test('nothing is given up where the server has read enough to this account for now: it goes on when that is over', async () => {
  await append(1, 20)
  await skipTo(300)
  share = 3
  const fetching = history()
  await fetching.run()
  expect(held()).toEqual(oneTo(140))
  const before = asked
  share = 2
  await clock.advance(39_000)
  await fetching.run()
  expect(asked).toBe(before)
  await clock.advance(2_000)
  await fetching.run()
  share = 10
  await clock.advance(41_000)
  await fetching.run()
  expect(held()).toEqual(oneTo(300))
  expect(logged).toEqual(['The server reads no more of the history for now; it is fetched bit by bit'])
})

test('a log that is gone takes the gap with it', async () => {
  await append(1, 20)
  await skipTo(300)
  await journal.replace({ documents: [], cursor: { epoch: 'efgh', seq: 5 } })
  await history().run()
  expect([asked, held()]).toEqual([0, []])
})

test('a server that fails is left alone for a while, and asked again from where it failed', async () => {
  await append(1, 20)
  await skipTo(300)
  let answers = 3
  meanwhile = () => answers-- <= 0
  const fetching = history()
  await fetching.run()
  expect(logged).toEqual(['The history could not be fetched'])
  meanwhile = () => false
  await fetching.run()
  expect(asked).toBe(4)
  await clock.advance(61_000)
  await fetching.run()
  expect(held()).toEqual(oneTo(300))
  expect(asked).toBe(4 + 4)
})

test('a page that could not be written down is fetched again whole', async () => {
  await append(1, 20)
  await skipTo(300)
  const fetching = history()
  vi.spyOn(journal, 'fillGap').mockImplementationOnce(() => {
    throw new Error('the disk is full')
  })
  await fetching.run()
  expect(logged).toEqual(['The history could not be fetched'])
  await clock.advance(61_000)
  await fetching.run()
  expect(held()).toEqual(oneTo(300))
})

test.each([1, 2, 3])('is whole after restarts, failures and further snapshots at any moment (%i)', async (seed) => {
  const random = seededRandom(seed)
  const draw = (below: number) => Math.floor(random() * below)
  await append(1, 20)
  await skipTo(300)
  let fetching = history()
  for (let round = 0; round < 12; round += 1) {
    let answers = draw(5)
    const what = draw(4)
    meanwhile = async () => {
      if (answers-- > 0) return false
      meanwhile = () => false
      if (what === 0) return true
      if (what === 1) await append(head + 1, head + 1 + draw(30))
      else if (what === 2) await skipTo(head + 1 + draw(300))
      else fetching.stop()
      return false
    }
    await fetching.run()
    await clock.advance(61_000)
    if (what !== 3) continue
    await journal.close()
    journal = await openJournal()
    fetching = history()
  }
  meanwhile = () => false
  fetching.expectGap()
  await fetching.run()
  expect(journal.gap()).toBeNull()
  expect(held()).toEqual(oneTo(head))
})
