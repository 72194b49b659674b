import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { formatEventId, parseEventId } from '@/lib/sync/engine'
import { SqliteJournal } from '@/main/journal'
import { FetchHistory } from '@/main/sync/fetch-history'
import { FakeClock } from '@/tests/support/fake-clock'
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
/** What happens at the next request; `true`: it is answered 503. */
let meanwhile: () => boolean | Promise<boolean>
const logged: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-history-'))
  path = join(folder, 'journal.sqlite')
  asked = 0
  limit = 40
  oldest = 1
  logged.length = 0
  meanwhile = () => false
  server = createServer(async (request, response) => {
    asked += 1
    const cursor = parseEventId(new URL(request.url ?? '', 'http://x').searchParams.get('lastEventId') ?? '')
    const after = cursor?.seq ?? 0
    if (await meanwhile()) {
      response.writeHead(503).end()
      return
    }
    const expired = after < oldest - 1
    const end = expired ? head : Math.min(head, after + limit)
    const events = expired ? [] : Array.from({ length: end - after }, (_, index) => sampleEvent(after + index + 1))
    // As servers and what stands between do: whoever has the page is not given it again.
    const etag = `"${after}-${head}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', etag })
    const lastEventId = formatEventId({ epoch: EPOCH, seq: end })
    const rest = { lastEventId, head, epoch: EPOCH, reset: expired ? 'expired' : null, hasMore: end < head }
    response.end(JSON.stringify({ events, ...rest }))
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
  const rows = db.prepare<[], { seq: number }>('SELECT seq FROM events ORDER BY seq').all()
  db.close()
  return rows.map(({ seq }) => seq)
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
