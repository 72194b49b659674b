import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RotatingLog } from '@/lib/log/rotating-log'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { sampleStoredEvent } from '@/tests/support/sample-events'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-use-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the journal says what it takes on the disk and how much of each thing it holds', async () => {
  const journal = new SqliteJournal({ path: join(folder, 'journal.sqlite') })
  expect(journal.use()).toEqual([])
  await journal.open(10)
  const order = { orderID: 'AX-1' } as never
  await journal.append({
    events: [sampleStoredEvent(1), sampleStoredEvent(2)],
    changes: [{ kind: 'order', key: 'AX-1', document: order }],
    cursor: { epoch: 'k3f9', seq: 2 },
  })
  const outbox = new SqliteOutbox(journal)
  const command = { id: 'c1', type: 'queue.open', payload: { queue: 'vip' } } as never
  await outbox.add(command)
  const use = Object.fromEntries(journal.use().map(({ name, ...rest }) => [name, rest]))
  expect(use).toMatchObject({
    'Events kept': { count: 2 },
    'Documents kept': { count: 1 },
    'Commands waiting (outbox)': { count: 1, bytes: JSON.stringify(command).length },
  })
  expect(use['Write-ahead log on disk']?.bytes).toBeGreaterThan(0)
  await journal.close()
})

test('the tail of a log is whole lines, the newest last', () => {
  const log = new RotatingLog(join(folder, 'server.log'))
  expect(log.tail()).toEqual([])
  for (let line = 1; line <= 20; line += 1) log.append(`line ${String(line).padStart(2, '0')}\n`)
  expect(log.tail().length).toBe(20)
  expect(log.tail(20)).toEqual(['line 19', 'line 20'])
})
