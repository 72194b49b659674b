import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '@/lib/domain'
import { SqliteJournal } from '@/main/journal'
import { buildChild, type ChildProgram } from '@/tests/support/child-program'
import { sampleStoredEvent } from '@/tests/support/sample-events'

const KILLS = 25
let folder: string
let program: ChildProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-journal-kill-'))
  program = await buildChild(join(import.meta.dirname, 'journal-child.ts'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  program.remove()
})

/** Lets a child append until it has done at least `steps`, kills it, and gives the last seq it said was durable. */
async function killAfter(child: ChildProcess, steps: number, delay: number): Promise<number> {
  let durable = 0
  let told = 0
  child.on('message', (seq: number) => {
    durable = seq
    told += 1
    // At another place of the write each time: now, or some milliseconds into the next steps.
    if (told === steps) setTimeout(() => child.kill('SIGKILL'), delay)
  })
  await once(child, 'exit')
  return durable
}

test(`kill -9 at ${KILLS} moments: what was durable is there, whole, and nothing is half there`, async () => {
  const path = join(folder, 'journal.sqlite')
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = program.start(path)
    const durable = await killAfter(child, 3 + ((kill * 5) % 30), (kill * 3.7) % 11)
    const journal = new SqliteJournal({ path, now: () => Date.parse('2026-01-15T10:30:00Z') })
    const { cursor, documents, recentEvents, recovered } = await journal.open(100_000)
    const count = journal.work((db) =>
      db.prepare('SELECT count(*) AS n, max(seq) - min(seq) + 1 AS span FROM events').get(),
    )
    await journal.close()
    expect(recovered).toBeNull()
    const seq = cursor?.seq ?? 0
    expect(seq).toBeGreaterThanOrEqual(durable)
    expect(recentEvents.at(-1)?.id).toBe(`event_k3f9_${seq}`)
    const { n, span } = count as { n: number; span: number }
    expect(n).toBe(span)
    // Each order is as the last event about it left it.
    const latest = new Map<string, Order>()
    for (let back = Math.max(1, seq - 99); back <= seq; back += 1) {
      const { order } = sampleStoredEvent(back).data as { order: Order }
      latest.set(order.orderID, order)
    }
    for (const [key, order] of latest) {
      expect(documents.find((each) => each.key === key)?.document).toEqual(order)
    }
  }
})
