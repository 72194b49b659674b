import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import type { FeedBatch } from '@/lib/sync/engine'
import { openStationLog } from '@/main/diagnostics/station-log'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { engineFactory } from '@/main/sync/create-engine'
import { authorization } from '@/main/sync/credentials'
import { journalPath } from '@/main/sync/journal-path'
import { StationSync } from '@/main/sync/station-sync'
import { overwrite } from '@/tests/support/damage'
import { FakeClock } from '@/tests/support/fake-clock'
import { sampleStoredEvent } from '@/tests/support/sample-events'

let folder: string
let path: string
let clock: FakeClock
let sync: StationSync
let batches: FeedBatch[]
let logged: string[]
const target = { journal: 'http://a', url: 'http://127.0.0.1:9', key: null }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-breaks-'))
  path = journalPath(folder, target.journal)
  clock = new FakeClock()
  batches = []
  logged = []
  sync = station()
  await fill()
})

afterEach(async () => {
  await sync.stop()
  rmSync(folder, { recursive: true, force: true })
})

function station(): StationSync {
  const log = openStationLog(join(folder, 'logs'))
  const made = new StationSync({
    createEngine: engineFactory(folder, log),
    authorization,
    log: ({ detail }) => logged.push(JSON.stringify(detail)),
    clock,
  })
  made.subscribe((batch) => batches.push(batch))
  return made
}

/** A journal of 300 events and 100 documents, more than fits in a page. */
async function fill(): Promise<void> {
  const journal = new SqliteJournal({ path })
  await journal.open(1)
  const at = new Date().toISOString()
  const events = Array.from({ length: 300 }, (_, index) => {
    const event = sampleStoredEvent(index + 1)
    return { ...event, metadata: { ...event.metadata, receivedAt: at } }
  })
  const changes = events.map(({ data }) => {
    const { order } = data as { order: { orderID: string } }
    return { kind: 'order', key: order.orderID, document: order } as never
  })
  await journal.append({ events, changes, cursor: { epoch: 'k3f9', seq: 300 } })
  await journal.close()
}

const tap = (number: number): Command => ({
  id: `6f9d6a7e-2f0e-4c7c-9a55-${String(number).padStart(12, '0')}`,
  issuedAt: '2026-01-15T10:30:00Z',
  type: 'queue.open',
  payload: { queue: 'vip' },
})

const pending = () => sync.state().pending?.map(({ id }) => id)
const asideFiles = () =>
  readdirSync(dirname(path)).filter((name) => /\.damaged-[^.]*$/.test(name) && !/-(wal|shm)$/.test(name))

/** A commit of another connection, after which one reads its pages again. */
const FORGET = 'CREATE TABLE another (x); DROP TABLE another'

/** Moves everything into the file itself, and makes the engine's connection forget what it has read. */
function checkpoint(): void {
  const other = new Database(path)
  other.exec(FORGET)
  other.pragma('wal_checkpoint(TRUNCATE)')
  other.close()
}

/** What a new process finds. */
async function onDisk() {
  await sync.stop()
  sync = station()
  await sync.follow(target)
  const { documents, status } = sync.state()
  return {
    documents: documents.length,
    cursor: status.cursor?.seq,
    pending: pending(),
    recovered: status.journalRecovered,
  }
}

test('damage that shows while the station runs is repaired under it: the tap, the picture and what waited are kept', async () => {
  await sync.follow(target)
  await sync.send(tap(1))
  checkpoint()
  overwrite(path, 4096, Buffer.alloc(4096 * 200, 0xa5))
  const before = sync.state()
  await sync.send(tap(2))
  expect(pending()).toEqual([tap(1).id, tap(2).id])
  const { documents, recentEvents, status } = sync.state()
  expect(documents).toHaveLength(100)
  expect(new Set(documents)).toEqual(new Set(before.documents))
  expect(recentEvents).toEqual(before.recentEvents)
  expect(status.cursor).toEqual({ epoch: 'k3f9', seq: 300 })
  expect(status.journalRecovered?.reason).toEqual(expect.any(String))
  expect(asideFiles()).toHaveLength(1)
  expect(batches.at(-1)).toMatchObject({ commandResults: [] })
  expect(await onDisk()).toEqual({ documents: 100, cursor: 300, pending: [tap(1).id, tap(2).id], recovered: null })
})

test('a file that is no database any more is repaired under the station', async () => {
  await sync.follow(target)
  await sync.send(tap(1))
  checkpoint()
  overwrite(path, 0, Buffer.from('this is not a database at all'.repeat(300)))
  await sync.send(tap(2))
  expect(await onDisk()).toEqual({ documents: 100, cursor: 300, pending: [tap(1).id, tap(2).id], recovered: null })
})

test('a disk that fails again and again: the journal is opened anew, with what the lost part of it held', async () => {
  await sync.follow(target)
  await sync.send(tap(1))
  const other = new Database(path)
  other.exec(FORGET)
  other.close()
  // The log is cut off under the station: reading it is an error of the disk to SQLite.
  truncateSync(`${path}-wal`, 100)
  await sync.send(tap(2))
  const kept = [tap(1).id, tap(2).id]
  expect(logged).toContainEqual(expect.stringContaining('disk I/O error'))
  expect(pending()).toEqual(kept)
  expect(await onDisk()).toMatchObject({ documents: 100, cursor: 300, pending: kept, recovered: null })
})

test('a file that breaks again within ten minutes is given up, however whole it looks', async () => {
  await sync.follow(target)
  for (const number of [1, 2]) {
    await sync.send(tap(number))
    const other = new Database(path)
    other.exec(FORGET)
    other.close()
    truncateSync(`${path}-wal`, 100)
    await sync.send(tap(number + 10))
    expect(asideFiles()).toHaveLength(number - 1)
  }
  const all = [1, 11, 2, 12].map((number) => tap(number).id)
  expect(pending()).toEqual(all)
  expect(await onDisk()).toMatchObject({ documents: 100, cursor: 300, pending: all, recovered: null })
})

test('a full disk is no damage: nothing is set aside, and what fitted is there as soon as there is room', async () => {
  let broken = 0
  const journal = new SqliteJournal({ path, broken: () => (broken += 1) })
  await journal.open(1)
  const outbox = new SqliteOutbox(journal)
  // SQLite's own limit stands for the disk's: the error and what follows from it are the same.
  const pages = journal.work((db) => db.pragma('page_count', { simple: true })) as number
  journal.work((db) => db.pragma(`max_page_count = ${pages}`))
  let kept = 0
  await expect(
    (async () => {
      for (; kept < 500; kept += 1) await outbox.add(tap(kept + 1))
    })(),
  ).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  for (let tries = 0; tries < 5; tries += 1) await expect(outbox.add(tap(501))).rejects.toThrow('full')
  expect([broken, asideFiles()]).toEqual([0, []])
  journal.work((db) => db.pragma('max_page_count = 100000'))
  await outbox.add(tap(501))
  expect(await outbox.pending()).toHaveLength(kept + 1)
  await journal.close()
})

test('where no new file can be made the picture stays, says so, and the repair is tried until it works', async () => {
  await sync.follow(target)
  await sync.send(tap(1))
  checkpoint()
  const away = `${dirname(path)}-away`
  overwrite(path, 4096, Buffer.alloc(4096 * 200, 0xa5))
  // A folder of the half-made file's name: nothing can be written there.
  mkdirSync(`${path}.making`)
  await expect(sync.send(tap(2))).rejects.toMatchObject({ code: 'journal_closed' })
  const { documents, status } = sync.state()
  expect(documents).toHaveLength(100)
  expect(status.freshness).toMatchObject({ kind: 'stale', cause: 'journal_failed' })
  expect(pending()).toEqual([tap(1).id])
  renameSync(`${path}.making`, away)
  await clock.advance(1_000)
  await expect.poll(() => sync.state().status.freshness).not.toMatchObject({ cause: 'journal_failed' })
  expect(pending()).toEqual([tap(1).id])
  await sync.send(tap(3))
  expect(await onDisk()).toEqual({ documents: 100, cursor: 300, pending: [tap(1).id, tap(3).id], recovered: null })
})

test('a broken journal is no reason not to follow another server', async () => {
  await sync.follow(target)
  await sync.send(tap(1))
  // What waits to be moved into the file when it is closed cannot be read.
  truncateSync(`${path}-wal`, 100)
  await sync.follow({ ...target, journal: 'http://b' })
  expect(sync.state().documents).toEqual([])
  await sync.send(tap(1))
  expect(pending()).toEqual([tap(1).id])
})
