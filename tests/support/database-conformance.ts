import { commitTransaction, killTransaction } from 'payload'
import { describe, expect, test } from 'vitest'
import {
  consistentView,
  counting,
  lockTenant,
  logReading,
  logWriting,
  onCommit,
  onRollback,
  savepoint,
} from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import { appendEvents } from '@/cms/sync/log/append'
import { countHead, readHead } from '@/cms/sync/log/heads'
import type { LogFilter } from '@/cms/sync/log/read'
import type { TestDatabase } from './database'
import { describeCounts } from './database-counts'
import { change, openRig } from './database-rig'
import { seededRandom } from './seeded-random'

const EVERYTHING: LogFilter = { customer: undefined, orderID: null, bayId: null, eventTypes: null }

interface Database {
  open(): Promise<TestDatabase>
  /** The columns its migrations have made, as `table.column`; where documents have no columns, left out. */
  columns?(database: TestDatabase): Promise<readonly string[]>
}

/** What the server needs of a database beyond Payload's documents: the same for each that it can run on. */
export function describeDatabase(name: string, { open, columns }: Database): void {
  const rig = openRig(open)
  const { begin, within, newSite, append, tail, seqs, oneTo } = rig

  test.skipIf(!columns)(`${name}: its migrations make what the collections ask for`, async () => {
    const { rawTables } = rig.database.payload.db as unknown as {
      rawTables: Record<string, { name: string; columns: Record<string, { name: string }> }>
    }
    const asked = Object.values(rawTables).flatMap((table) =>
      Object.values(table.columns).map((column) => `${table.name}.${column.name}`),
    )
    expect(asked.length).toBeGreaterThan(100)
    const made = new Set(await columns?.(rig.database))
    expect(asked.filter((column) => !made.has(column))).toEqual([])
  })

  describe(`${name}: the log`, () => {
    test('is numbered without gaps in the order of commits, whoever gives up', async () => {
      const tenant = newSite()
      const random = seededRandom(12)
      let committed = 0
      let seen = 0
      let writing = true
      const writer = async () => {
        for (let round = 0; round < 12; round += 1) {
          const events = 1 + Math.floor(random() * 3)
          const gives = random() < 0.2
          const req = await begin()
          await lockTenant(req, tenant)
          await appendEvents(req, { tenant, drafts: Array.from({ length: events }, () => change) })
          if (gives) {
            await killTransaction(req)
            continue
          }
          await commitTransaction(req)
          committed += events
        }
      }
      const reader = async () => {
        while (writing) {
          const found = await tail(tenant, seen)
          const expected = oneTo(found?.rows.length ?? 0).map((place) => seen + place)
          expect(seqs(found?.rows) ?? []).toEqual(expected)
          seen += expected.length
          if (found && found.rows.length < 500) expect(found.head).toBe(seen)
          await new Promise((resolve) => setImmediate(resolve))
        }
      }
      const reading = reader()
      await Promise.all([writer(), writer(), writer()])
      writing = false
      await reading
      const all = await tail(tenant)
      expect(all?.head).toBe(committed)
      expect(seqs(all?.rows)).toEqual(oneTo(committed))
    })

    test('is read with the epoch and the head of the same moment, a part at a time', async () => {
      const tenant = newSite()
      expect(await tail(tenant)).toBeNull()
      await append(tenant, 5)
      const found = await tail(tenant, 1, 2)
      expect(found).toMatchObject({ head: 5, epoch: expect.stringMatching(/^[0-9a-z]{10}$/) })
      expect(seqs(found?.rows)).toEqual([2, 3])
      expect(await tail(tenant, 5)).toMatchObject({ head: 5, rows: [] })
      expect(found?.rows[0]).toEqual({
        seq: 2,
        eventType: 'queue_update',
        orderID: null,
        bays: 'bay-1 bay-10',
        audience: null,
        actor: 'system',
        commandId: null,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        body: JSON.stringify(change.data),
      })
    })

    test('is found by what a filter shows', async () => {
      const tenant = newSite()
      await within((req) => appendEvents(req, { tenant, drafts: [change], audience: '7' }))
      await within((req) =>
        appendEvents(req, { tenant, drafts: [{ ...change, eventType: 'qr_generated', orderID: 'AX-1', bays: [] }] }),
      )
      await append(tenant)
      const read = async (filter: Partial<LogFilter>, upTo = 3) => {
        const range = { tenant, after: 0, upTo, limit: 500, filter: { ...EVERYTHING, ...filter } }
        return seqs(await logReading(rig.database.payload).readLog(range))
      }
      expect(await read({})).toEqual([1, 2, 3])
      expect(await read({}, 2)).toEqual([1, 2])
      expect(await read({ customer: '7' })).toEqual([1])
      expect(await read({ orderID: 'AX-1' })).toEqual([2])
      expect(await read({ bayId: 'bay-10' })).toEqual([1, 3])
      expect(await read({ bayId: 'bay-' })).toEqual([])
      expect(await read({ eventTypes: new Set(['qr_generated']) })).toEqual([2])
    })

    test('loses its old end alone when it is pruned', async () => {
      const tenant = newSite()
      await append(tenant, 4)
      const log = logReading(rig.database.payload)
      await log.pruneLog({ tenant, upTo: 2 })
      expect(await log.logExtent(tenant)).toMatchObject({ head: 4, oldest: 3 })
      expect(await log.logExtent(newSite())).toBeNull()
    })

    test('begins a new epoch once, however many see that it must', async () => {
      const tenant = newSite()
      await append(tenant)
      const from = (await tail(tenant))?.epoch ?? ''
      const renewed = await Promise.all(
        ['aaaaaaaaaa', 'bbbbbbbbbb'].map((to) => logWriting(rig.database.payload).renewEpoch({ tenant, from, to })),
      )
      expect(renewed.filter(Boolean)).toHaveLength(1)
      expect((await tail(tenant))?.epoch).not.toBe(from)
    })

    test('is begun once, by whoever is first', async () => {
      const tenant = newSite()
      await within(async (req) => {
        const log = logWriting(rig.database.payload)
        const transaction = await transactionOf(req)
        await log.beginLog(transaction, { tenant, epoch: 'aaaaaaaaaa' })
        await log.beginLog(transaction, { tenant, epoch: 'bbbbbbbbbb' })
      })
      expect(await readHead(rig.database.payload.db, tenant)).toEqual({ tenant, epoch: 'aaaaaaaaaa', head: 0 })
    })
  })

  describe(`${name}: transactions`, () => {
    test('are told of once they have ended, by how they ended', async () => {
      const told: [string, unknown][] = []
      onCommit((transaction) => told.push(['committed', transaction]))
      onRollback((transaction) => told.push(['undone', transaction]))
      const kept = await begin()
      const first = await transactionOf(kept)
      await countHead(kept, newSite(), 1)
      await commitTransaction(kept)
      const undone = await begin()
      const second = await transactionOf(undone)
      await killTransaction(undone)
      expect(told).toEqual([
        ['committed', first],
        ['undone', second],
      ])
    })

    test('that have ended write nothing', async () => {
      const req = await begin()
      const transaction = await transactionOf(req)
      await commitTransaction(req)
      const tenant = newSite()
      await expect(counting(rig.database.payload).countUp(transaction, { tenant, name: 'late' })).rejects.toThrow(
        'ended',
      )
    })

    test('undo a part and keep the rest', async () => {
      const [kept, undone] = [newSite(), newSite()]
      await within(async (req) => {
        const id = await transactionOf(req)
        const first = await savepoint(rig.database.payload, id)
        await countHead(req, kept, 1)
        await first.keep()
        const second = await savepoint(rig.database.payload, id)
        await countHead(req, undone, 1)
        await second.undo()
      })
      expect(await readHead(rig.database.payload.db, kept)).toMatchObject({ head: 1 })
      expect(await readHead(rig.database.payload.db, undone)).toBeNull()
    })

    test('write beside a view, which goes on seeing one moment', async () => {
      const tenant = newSite()
      await append(tenant)
      await consistentView(rig.database.payload, async (req) => {
        const before = await readHead(rig.database.payload.db, tenant, req)
        await append(tenant, 2)
        expect(await readHead(rig.database.payload.db, tenant, req)).toEqual(before)
        const { totalDocs } = await rig.database.payload.count({
          collection: 'sync-events',
          where: { tenant: { equals: tenant } },
          req,
        })
        expect(totalDocs).toBe(1)
      })
      expect(await readHead(rig.database.payload.db, tenant)).toMatchObject({ head: 3 })
    })
  })

  describeCounts(name, rig)
}
