import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type FeedBatch, parseEventId, type StoredEvent } from '@/lib/sync/engine'
import { exportFeed } from '@/lib/sync/feed/feed-file'
import { openStationLog } from '@/main/diagnostics/station-log'
import { importedEvents } from '@/main/exchange/sync-state'
import { SqliteJournal } from '@/main/journal'
import { engineFactory } from '@/main/sync/create-engine'
import { authorization } from '@/main/sync/credentials'
import { journalPath } from '@/main/sync/journal-path'
import { StationSync } from '@/main/sync/station-sync'
import { fetchedPage, pageText } from '@/tests/support/history-pages'
import { sampleEvent, sampleStoredEvent } from '@/tests/support/sample-events'

let folder: string
let sync: StationSync
let batches: FeedBatch[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-sync-'))
  batches = []
  const log = openStationLog(join(folder, 'logs'))
  sync = new StationSync({ createEngine: engineFactory(folder, log), authorization, log: () => undefined })
  sync.subscribe((batch) => batches.push(batch))
})

afterEach(async () => {
  await sync.stop()
  rmSync(folder, { recursive: true, force: true })
})

const target = (journal: string) => ({ journal, url: 'http://127.0.0.1:9', key: null })
const recent = (seq: number): StoredEvent => {
  const at = new Date().toISOString()
  const event = sampleStoredEvent(seq)
  return { ...event, timestamp: at, metadata: { ...event.metadata, receivedAt: at } }
}

async function fill(journal: string, from: number, to: number): Promise<void> {
  const file = new SqliteJournal({ path: journalPath(folder, journal) })
  await file.open(1)
  const events = Array.from({ length: to - from + 1 }, (_, index) => recent(from + index))
  await file.append({ events, changes: [], cursor: { epoch: 'k3f9', seq: to } })
  await file.close()
}

const ids = () => sync.state().recentEvents.map((event) => Number(event.id.split('_')[2]))

test('screens keep one feed while the station goes from server to server and back', async () => {
  await fill('http://a', 1, 3)
  await fill('http://b', 7, 8)
  await sync.follow(target('http://a'))
  expect(ids()).toEqual([1, 2, 3])
  await sync.follow(target('http://b'))
  expect(ids()).toEqual([7, 8])
  await sync.follow(target('http://a'))
  expect(ids()).toEqual([1, 2, 3])
  await sync.follow(null)
  expect(sync.state().documents).toEqual([])
  expect(batches.filter(({ replace }) => replace)).toHaveLength(4)
})

test('without a server a command is refused with the reason, and metrics are empty', async () => {
  await expect(sync.send({} as never)).rejects.toMatchObject({ code: 'not_set_up' })
  expect(sync.metrics().totalEvents).toBe(0)
})

test('a journal that cannot be opened is said on the screen, and is used once it can be', async () => {
  // A folder where the file should be.
  mkdirSync(journalPath(folder, 'host'), { recursive: true })
  await expect(sync.follow(target('host'))).rejects.toThrow()
  expect(sync.state().status.freshness).toEqual({ kind: 'stale', since: null, cause: 'journal_failed' })
  rmSync(journalPath(folder, 'host'), { recursive: true })
  await sync.follow(target('host'))
  expect(sync.state().status.freshness).not.toMatchObject({ cause: 'journal_failed' })
})

test('what one station exports another takes as history, once, up to its own cursor', async () => {
  await fill('http://a', 1, 6)
  await sync.follow(target('http://a'))
  const text = exportFeed(sync.state(), sync.metrics(), Date.now())
  expect(JSON.parse(text)).toMatchObject({ version: '1.0.0', lastEventId: 'event_k3f9_6' })
  await fill('http://b', 5, 5)
  await sync.follow(target('http://b'))
  expect(await sync.addHistory(importedEvents(text))).toBe(4)
  expect(ids()).toEqual([1, 2, 3, 4, 5])
  expect(sync.state().recentEvents[0]?.metadata.source).toBe('manual')
  expect(await sync.addHistory(importedEvents(text))).toBe(0)
})

test.each([
  ['hello', 'foreign'],
  ['{"version":"1.0.0","events":', 'broken'],
  ['{"version":"2.0.0","events":[]}', 'newer'],
])('a file that holds %j is refused as %s', (text, code) => {
  expect(() => importedEvents(text)).toThrow(expect.objectContaining({ code }))
})

/** A server whose log ends at `head`: an empty snapshot, pages, and a stream on which nothing happens. */
async function startQuietServer(head: number): Promise<Server> {
  const epoch = 'k3f9'
  const snapshot = { epoch, head, lastEventId: `event_k3f9_${head}`, orders: [], queues: [], bays: [], jobs: [] }
  const connected = {
    ...{ clientId: 'quiet', epoch, head, heartbeatInterval: 15_000 },
    ...{ message: 'Connected', timestamp: new Date().toISOString() },
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
    if (request.headers.accept?.includes('text/event-stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`event: connected\ndata: ${JSON.stringify(connected)}\n\n`)
      return
    }
    const after = parseEventId(searchParams.get('lastEventId') ?? '')?.seq ?? 0
    const page = () => pageText({ after, end: Math.min(head, after + 40), head })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(pathname.endsWith('/snapshot') ? JSON.stringify(snapshot) : page())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

test('a part of the fetched history that the disk has damaged is fetched again, while the station runs', async () => {
  const head = 1_200
  const file = new SqliteJournal({ path: journalPath(folder, 'http://a') })
  await file.open(1)
  await file.append({ events: [recent(20)], changes: [], cursor: { epoch: 'k3f9', seq: 20 } })
  await file.replace({ documents: [], cursor: { epoch: 'k3f9', seq: 60 } })
  const gap = file.gap()
  if (gap) file.fillGap(gap, { ...fetchedPage(20, 60), receivedAt: Date.now() }, 60)
  // More than an opening reads.
  const events = Array.from({ length: head - 60 }, (_, index) => recent(61 + index))
  await file.append({ events, changes: [], cursor: { epoch: 'k3f9', seq: head } })
  file.work((db) => db.exec('UPDATE pages SET sum = sum + 1'))
  await file.close()

  const server = await startQuietServer(head)
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await sync.follow({ journal: 'http://a', url, key: 'a key' })
    await vi.waitFor(() => expect(sync.status().freshness.kind).toBe('current'), 10_000)
    const ofOrder = () => sync.eventsOfOrder(sampleEvent(30).orderID ?? '').map(({ id }) => id)
    const before = ofOrder()
    expect(before).not.toContain(sampleEvent(30).id)
    await vi.waitFor(() => expect(ofOrder()).toEqual([sampleEvent(30).id, ...before]), 10_000)
  } finally {
    await sync.stop()
    server.closeAllConnections()
    server.close()
  }
})
