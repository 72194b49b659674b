import { randomUUID } from 'node:crypto'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  logoutOperation,
  type PayloadRequest,
} from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordPayment } from '@/cms/commands/record-payment'
import {
  ATTEMPTS,
  alone,
  consistentView,
  counting,
  isConflict,
  lockTenant,
  logReading,
  logWriting,
  onCommit,
  onRollback,
  paymentSumming,
  savepoint,
} from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import type { Payment as PaymentRow, User } from '@/cms/payload-types'
import { appendEvents } from '@/cms/sync/log/append'
import { countHead, readHead } from '@/cms/sync/log/heads'
import type { LogFilter, LogRow } from '@/cms/sync/log/read'
import type { TestDatabase } from './database'
import { seededRandom } from './seeded-random'

const EVERYTHING: LogFilter = { customer: undefined, orderID: null, bayId: null, eventTypes: null }
const change = { eventType: 'queue_update', bays: ['bay-1', 'bay-10'], data: { queue: 'ஸ்ரீ "q"' } } as const

interface Database {
  open(): Promise<TestDatabase>
  /** The columns its migrations have made, as `table.column`; where documents have no columns, left out. */
  columns?(database: TestDatabase): Promise<readonly string[]>
}

/** What the server needs of a database beyond Payload's documents: the same for each that it can run on. */
export function describeDatabase(name: string, { open, columns }: Database): void {
  let database: TestDatabase
  let sites = 0
  const newSite = () => `site-${++sites}`

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database?.close())

  async function begin(): Promise<PayloadRequest> {
    const req = await createLocalReq({}, database.payload)
    await initTransaction(req)
    return req
  }

  async function within<T>(work: (req: PayloadRequest) => Promise<T>): Promise<T> {
    const req = await begin()
    try {
      const done = await work(req)
      await commitTransaction(req)
      return done
    } catch (error) {
      await killTransaction(req)
      throw error
    }
  }

  const append = (tenant: string, events = 1) =>
    within((req) => appendEvents(req, { tenant, drafts: Array.from({ length: events }, () => change) }))
  const tail = (tenant: string, after = 0, limit = 500) =>
    logReading(database.payload).tailLog({ tenant, after, limit })
  const seqs = (rows: readonly LogRow[] | undefined) => rows?.map(({ seq }) => seq)
  const oneTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1)

  /** What was in others' way is done again, as whoever asks does. */
  async function again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (!isConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  }

  test.skipIf(!columns)(`${name}: its migrations make what the collections ask for`, async () => {
    const { rawTables } = database.payload.db as unknown as {
      rawTables: Record<string, { name: string; columns: Record<string, { name: string }> }>
    }
    const asked = Object.values(rawTables).flatMap((table) =>
      Object.values(table.columns).map((column) => `${table.name}.${column.name}`),
    )
    expect(asked.length).toBeGreaterThan(100)
    const made = new Set(await columns?.(database))
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
        return seqs(await logReading(database.payload).readLog(range))
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
      const log = logReading(database.payload)
      await log.pruneLog({ tenant, upTo: 2 })
      expect(await log.logExtent(tenant)).toMatchObject({ head: 4, oldest: 3 })
      expect(await log.logExtent(newSite())).toBeNull()
    })

    test('begins a new epoch once, however many see that it must', async () => {
      const tenant = newSite()
      await append(tenant)
      const from = (await tail(tenant))?.epoch ?? ''
      const renewed = await Promise.all(
        ['aaaaaaaaaa', 'bbbbbbbbbb'].map((to) => logWriting(database.payload).renewEpoch({ tenant, from, to })),
      )
      expect(renewed.filter(Boolean)).toHaveLength(1)
      expect((await tail(tenant))?.epoch).not.toBe(from)
    })

    test('is begun once, by whoever is first', async () => {
      const tenant = newSite()
      await within(async (req) => {
        const log = logWriting(database.payload)
        const transaction = await transactionOf(req)
        await log.beginLog(transaction, { tenant, epoch: 'aaaaaaaaaa' })
        await log.beginLog(transaction, { tenant, epoch: 'bbbbbbbbbb' })
      })
      expect(await readHead(database.payload.db, tenant)).toEqual({ tenant, epoch: 'aaaaaaaaaa', head: 0 })
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
      await expect(counting(database.payload).countUp(transaction, { tenant, name: 'late' })).rejects.toThrow('ended')
    })

    test('undo a part and keep the rest', async () => {
      const [kept, undone] = [newSite(), newSite()]
      await within(async (req) => {
        const id = await transactionOf(req)
        const first = await savepoint(database.payload, id)
        await countHead(req, kept, 1)
        await first.keep()
        const second = await savepoint(database.payload, id)
        await countHead(req, undone, 1)
        await second.undo()
      })
      expect(await readHead(database.payload.db, kept)).toMatchObject({ head: 1 })
      expect(await readHead(database.payload.db, undone)).toBeNull()
    })

    test('write beside a view, which goes on seeing one moment', async () => {
      const tenant = newSite()
      await append(tenant)
      await consistentView(database.payload, async (req) => {
        const before = await readHead(database.payload.db, tenant, req)
        await append(tenant, 2)
        expect(await readHead(database.payload.db, tenant, req)).toEqual(before)
        const { totalDocs } = await database.payload.count({
          collection: 'sync-events',
          where: { tenant: { equals: tenant } },
          req,
        })
        expect(totalDocs).toBe(1)
      })
      expect(await readHead(database.payload.db, tenant)).toMatchObject({ head: 3 })
    })
  })

  describe(`${name}: answers and counters`, () => {
    test('an answer is kept once, and with its transaction or not at all', async () => {
      const { payload } = database
      const log = logWriting(payload)
      const row = { tenant: newSite(), commandId: randomUUID(), station: 'stations/3', uptime: 5, result: '{"a":"ä"}' }
      const req = await begin()
      const transaction = await transactionOf(req)
      await log.addAnswer(transaction, row)
      expect(await log.findAnswer(row, transaction)).toMatchObject({ station: 'stations/3' })
      expect(await log.findAnswer(row)).toBeNull()
      await killTransaction(req)
      expect(await log.findAnswer(row)).toBeNull()
      await within(async (again) => log.addAnswer(await transactionOf(again), row))
      const found = await log.findAnswer(row)
      expect(JSON.parse(found?.result ?? '')).toEqual({ a: 'ä' })
      await expect(within(async (twice) => log.addAnswer(await transactionOf(twice), row))).rejects.toThrow()
    })

    test('a counter gives each number once and takes back what is undone', async () => {
      const counter = { tenant: newSite(), name: 'orders' }
      const count = (req: PayloadRequest) =>
        transactionOf(req).then((transaction) => counting(database.payload).countUp(transaction, counter))
      const undone = await begin()
      expect(await count(undone)).toBe(1)
      await killTransaction(undone)
      const given = await Promise.all(oneTo(6).map(() => within(count)))
      expect(given.sort((a, b) => a - b)).toEqual(oneTo(6))
      expect(await counting(database.payload).readCounter(counter)).toBe(6)
    })

    test('a counter that is raised never falls', async () => {
      const counter = { tenant: newSite(), name: 'uptime' }
      expect(await counting(database.payload).readCounter(counter)).toBeNull()
      for (const value of [7, 9, 8]) {
        await within(async (req) =>
          counting(database.payload).raiseCounter(await transactionOf(req), { ...counter, value }),
        )
      }
      expect(await counting(database.payload).readCounter(counter)).toBe(9)
    })

    test('a day’s takings are the sum of its records, whatever was recorded, undone, or recorded late', async () => {
      const { payload } = database
      const random = seededRandom(20_260_115)
      const draw = (below: number) => Math.floor(random() * below)
      const tenantId = newSite()
      const [days, currencies] = [
        ['20260115', '20260116', '20260117'],
        ['MYR', 'SGD'],
      ] as const
      const pay = async (isKept: boolean) => {
        const req = await begin()
        const payment = {
          ...({
            orderID: `AX-${draw(6)}`,
            method: 'cash',
            change: 0,
            reason: null,
            approvedBy: null,
            commandId: randomUUID(),
          } as const),
          amount: (draw(4) === 0 ? -1 : 1) * (1 + draw(5)) * 500,
          currency: currencies[draw(2)] ?? 'MYR',
          at: Date.UTC(2026, 0, 15 + draw(3), draw(16)),
        }
        await recordPayment(req, { tenantId, timezone: 'Asia/Kuala_Lumpur' }, payment)
        await (isKept ? commitTransaction(req) : killTransaction(req))
      }
      const compare = async () => {
        const where = { tenant: { equals: tenantId } }
        const found = await payload.db.find<PaymentRow>({ collection: 'payments', where, limit: 0, pagination: false })
        for (const day of days) {
          for (const currency of currencies) {
            const taken = new Map<string, number>()
            for (const row of found.docs) {
              if (row.day !== day || row.currency !== currency) continue
              taken.set(row.orderID, (taken.get(row.orderID) ?? 0) + row.amount)
            }
            const sums = [...taken.values()]
            expect(await paymentSumming(payload).paymentsOfDay({ tenant: tenantId, day, currency })).toEqual({
              amount: sums.reduce((sum, each) => sum + each, 0),
              orders: sums.filter((each) => each > 0).length,
            })
          }
        }
      }
      await compare()
      for (let round = 0; round < 12; round += 1) {
        await Promise.all(oneTo(6).map(() => pay(draw(5) > 0)))
        await compare()
      }
    })

    test('whoever signs in, out or changes the account at the same time loses nothing of each other', async () => {
      const { payload } = database
      const account = { email: 'many@example.test', password: 'long enough for anyone' }
      const data = { ...account, role: 'admin', tenant: 'main', collection: 'users' } as const
      const user = await payload.create({ collection: 'users', data })
      const read = () => payload.db.findOne<User>({ collection: 'users', where: { id: { equals: user.id } } })
      const signIn = () => again(() => payload.login({ collection: 'users', data: account }))
      await signIn()
      const [, , , changed] = await Promise.all([
        signIn(),
        signIn(),
        signIn(),
        // While their passwords are looked at.
        again(() => payload.update({ collection: 'users', id: user.id, data: { role: 'staff' } })),
      ])
      expect(changed.role).toBe('staff')
      const after = await read()
      expect(after?.role).toBe('staff')
      expect(after?.sessions).toHaveLength(4)
      const [leaving, ...staying] = after?.sessions ?? []
      const logOut = (sid: string | undefined) =>
        again(async () => {
          const req = await createLocalReq({ user: { ...after, collection: 'users', _sid: sid } as never }, payload)
          return logoutOperation({ collection: payload.collections.users, req })
        })
      await Promise.all([logOut(leaving?.id), signIn()])
      const left = (await read())?.sessions?.map(({ id }) => id)
      expect(left).toHaveLength(4)
      expect(left).toEqual(expect.arrayContaining(staying.map(({ id }) => id)))
    })

    test('work that one server does for all is done', async () => {
      let done = 0
      await alone(database.payload, 'retention', async () => {
        done += 1
      })
      expect(done).toBe(1)
    })
  })
}
