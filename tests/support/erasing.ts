import { randomUUID } from 'node:crypto'
import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { logWriting } from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import { orderDocument } from '@/cms/documents'
import type { OrderRow } from '@/cms/documents/order'
import { erasePerson } from '@/cms/privacy/erase'
import { readKept } from '@/cms/privacy/export'
import { forgetPeople } from '@/cms/privacy/forget-old'
import { personSchema } from '@/cms/privacy/person'
import { readHead } from '@/cms/sync/log/heads'
import { type Order, orderSchema } from '@/lib/domain/documents'
import { ERASED } from '@/lib/domain/rules/erased'
import type { TestDatabase } from './database'
import { endedOrder } from './ended-order'

const DAY_MS = 86_400_000
const ADMIN = { id: 1, collection: 'users', email: 'owner@example.com', role: 'admin' } as never

/** What erasing people owes on every database. */
export function describeErasing(
  name: string,
  { open, dump }: { open(): Promise<TestDatabase>; dump(database: TestDatabase): Promise<string> },
): void {
  describe(`people erased on ${name}`, () => {
    let database: TestDatabase
    beforeAll(async () => {
      database = await open()
    })
    afterAll(() => database?.close())
    afterEach(() => vi.useRealTimers())

    let numbers = 0
    async function add(more: object): Promise<Order> {
      const orderID = `AX-20250101-${String(++numbers).padStart(4, '0')}`
      const data = { ...endedOrder(orderID), ...more }
      await database.payload.create({ collection: 'orders', data: data as never })
      return find(orderID)
    }
    async function find(orderID: string): Promise<Order> {
      const where = { orderID: { equals: orderID } }
      const row = await database.payload.db.findOne<OrderRow>({ collection: 'orders', where })
      return orderSchema.parse(orderDocument(row as OrderRow))
    }
    async function idOf(orderID: string): Promise<number> {
      const where = { orderID: { equals: orderID } }
      return Number((await database.payload.db.findOne<OrderRow>({ collection: 'orders', where }))?.id)
    }
    const change = (orderID: string, data: object) =>
      database.payload.update({ collection: 'orders', where: { orderID: { equals: orderID } }, data })
    const head = async () => (await readHead(database.payload.db, 'main')) ?? { tenant: 'main', epoch: '', head: 0 }

    async function answerWith(order: Order): Promise<void> {
      const req = await createLocalReq({}, database.payload)
      await initTransaction(req)
      const commandId = randomUUID()
      const result = JSON.stringify({
        id: commandId,
        status: 'rejected',
        code: 'conflict',
        message: '',
        current: { order },
      })
      await logWriting(database.payload).addAnswer(await transactionOf(req), {
        tenant: 'main',
        commandId,
        station: 'stations/1',
        uptime: 0,
        result,
      })
      await commitTransaction(req)
    }

    async function putToTheDesk(
      orderID: string | null,
      decided: boolean,
      {
        at = new Date().toISOString(),
        customer = { name: 'Nur Aisyah', phone: '012-345 6789' },
        plate = 'WXY 1234' as string | null,
      } = {},
    ): Promise<void> {
      const payload = { plate, customer }
      await database.payload.create({
        collection: 'concerns',
        data: {
          tenant: 'main',
          concernId: randomUUID(),
          orderID,
          plate,
          action: JSON.stringify({ type: 'order.create', payload }),
          answer: JSON.stringify({ status: 'rejected' }),
          raisedAt: at,
          createdAt: at,
          ...(decided && { decision: 'not_needed', decidedAt: at }),
        } as never,
      })
    }

    test('a person is in no table any more, and neither money nor anybody else has gone', async () => {
      const { payload } = database
      const customer = await payload.create({
        collection: 'customers',
        data: { tenant: 'main', name: 'Nur Aisyah', phone: '+60 12-345 6789' } as never,
      })
      const vehicle = await payload.create({
        collection: 'vehicles',
        data: { tenant: 'main', plate: 'WXY 1234', type: 'sedan', make: 'Perodua Myvi', owner: customer.id } as never,
      })
      const washed = await add({
        customer: customer.id,
        vehicle: vehicle.id,
        customerNotes: 'Scratch on the left',
        totalAmount: 2500,
        paidAmount: 2500,
      })
      await change(washed.orderID, { staffNotes: 'Tips well' })
      await payload.create({
        collection: 'jobs',
        data: {
          tenant: 'main',
          orderID: washed.orderID,
          plate: 'WXY 1234',
          vehicleType: 'sedan',
          status: 'completed',
          notes: 'Baby seat',
        } as never,
      })
      await putToTheDesk(washed.orderID, true)
      await putToTheDesk(null, true)
      await answerWith(await find(washed.orderID))
      const here = await add({
        plate: 'wxy-1234',
        customerName: 'Somebody Else',
        stage: 'open',
        overallStatus: 'pending',
      })
      const other = await add({
        plate: 'OTH 1',
        customerName: 'Ravi',
        customerPhone: '019-888 7777',
        totalAmount: 1800,
      })
      const before = await head()

      const kept = await readKept(payload, 'main', { by: 'phone', value: '0123456789' })
      expect(kept.counts).toMatchObject({ orders: 1, jobs: 1, customers: 1, vehicles: 1, events: 4, concerns: 2 })
      expect(kept).toMatchObject({ plates: ['WXY 1234'], names: ['Nur Aisyah'], underWay: [], accounts: [] })
      expect(JSON.stringify(kept.everything)).toContain('Scratch on the left')
      expect(JSON.stringify(kept.everything)).not.toContain('Ravi')

      const erasing = { payload, user: ADMIN, tenant: 'main' }
      expect(await erasePerson(erasing, { by: 'phone', value: '0123456789' })).toEqual({
        orders: 1,
        customers: 1,
        vehicles: 1,
        underWay: [],
      })
      expect(await find(washed.orderID)).toMatchObject({
        vehicle: { plate: ERASED, make: null },
        customer: { name: ERASED, phone: null },
        staffNotes: ERASED,
        totalAmount: 2500,
        paidAmount: 2500,
      })
      expect(await find(other.orderID)).toEqual(other)
      const after = await head()
      expect(after.epoch).not.toBe(before.epoch)
      expect(after.head).toBeGreaterThan(before.head)

      // The car is known by its plate too; of a car that is here nothing is erased.
      expect(await erasePerson(erasing, { by: 'plate', value: 'WXY1234' })).toMatchObject({
        orders: 0,
        underWay: [here.orderID],
      })
      expect(await find(here.orderID)).toEqual(here)
      await change(here.orderID, { stage: 'completed' })
      expect(await erasePerson(erasing, { by: 'plate', value: 'wxy 1234' })).toMatchObject({ orders: 1, underWay: [] })

      const whole = await dump(database)
      expect(whole).not.toMatch(/Nur Aisyah|345 ?6789|Scratch|Baby seat|Tips well|Myvi|Somebody Else|wxy.?1234/i)
      expect(whole).toMatch(/Ravi/)
      const { docs } = await payload.db.find({
        collection: 'audit',
        where: { kind: { equals: 'person_erased' } },
        sort: 'id',
      })
      expect(docs[0]).toMatchObject({
        tenant: 'main',
        actor: 'user:1',
        subject: 'Somebody, by a telephone number',
        after: 'orders: 1, customers: 1, vehicles: 1, still under way: 0',
      })
    })

    test('what names somebody beside the orders of theirs is found and erased too', async () => {
      const { payload } = database
      const mei = { name: 'Lim Mei', phone: '+60 16-222 3344' }
      // Put to the desk, and never became an order.
      await putToTheDesk(null, true, { customer: mei, plate: null })
      // Another's order, for which hers was typed first; and one about it that was put to the desk meanwhile.
      const mistyped = await add({ plate: 'MEI 7', customerName: 'Ravi', customerPhone: '016-2223344' })
      await answerWith(mistyped)
      await putToTheDesk(mistyped.orderID, true, { customer: mei, plate: 'MEI 7' })
      await change(mistyped.orderID, { plate: 'RAV 1', customerPhone: '+60198887777' })
      // One of hers that was deleted.
      const deleted = await add({ plate: 'MEI 7', customerName: 'Lim Mei', customerPhone: '0162223344' })
      const data = { tenant: 'main', orderID: deleted.orderID, plate: 'MEI 7', vehicleType: 'sedan', notes: 'Lim Mei' }
      await payload.create({ collection: 'jobs', data: { ...data, status: 'completed' } as never })
      await payload.delete({ collection: 'orders', where: { orderID: { equals: deleted.orderID } } })
      const { docs: jobs } = await payload.find({ collection: 'jobs', where: { orderID: { equals: deleted.orderID } } })
      expect(jobs).toMatchObject([{ plate: ERASED, notes: ERASED }])

      const erasing = { payload, user: ADMIN, tenant: 'main' }
      expect((await readKept(payload, 'main', { by: 'phone', value: '0162223344' })).counts.concerns).toBe(2)
      expect(await erasePerson(erasing, { by: 'phone', value: '0162223344' })).toMatchObject({
        orders: 0,
        underWay: [],
      })
      await erasePerson(erasing, { by: 'plate', value: 'mei7' })
      expect(await dump(database)).not.toMatch(/Lim Mei|222 ?3344|MEI ?7/)
      expect(await find(mistyped.orderID)).toMatchObject({ customer: { name: 'Ravi' }, vehicle: { plate: 'RAV 1' } })
    })

    test('however the number or the plate was written, and by whichever release it was kept', async () => {
      const { payload } = database
      const phones = [
        '017\u2011555 6677',
        '+60\u00a017\u2013555\u202f6677',
        '(017) 555-6677',
        '017/555.66.77',
        '\uff10\uff11\uff17\u2212\uff15\uff15\uff15\u3000\uff16\uff16\uff17\uff17',
        '(60)17\u00ad5556677',
      ]
      const plates = [
        'ODD\u00a04321',
        'odd\u20114321',
        'ODD\u20134321',
        '\uff2f\uff24\uff24 \uff14\uff13\uff12\uff11',
        'ODD\u2009\u22124321',
      ]
      const raw = async (collection: 'orders' | 'customers' | 'vehicles', id: number, data: Record<string, unknown>) =>
        void (await payload.db.updateOne({ collection, id, data, returning: false }))
      for (const [place, customerPhone] of phones.entries()) {
        // As it is typed today, and as rows have it that were written before.
        const [now, before] = [
          await add({ customerName: 'Odd Phone', customerPhone }),
          await add({ customerName: 'Odd Phone' }),
        ]
        await raw('orders', await idOf(before.orderID), { customerPhone })
        expect((await find(now.orderID)).customer?.phone, customerPhone).toMatch(/^[ -~]+$/)
        const card = await payload.create({
          collection: 'customers',
          data: { tenant: 'main', name: 'Odd Phone', phone: `${place}` } as never,
        })
        await raw('customers', Number(card.id), { phone: customerPhone })
        await putToTheDesk(null, true, { customer: { name: 'Odd Phone', phone: customerPhone }, plate: null })
      }
      for (const [place, plate] of plates.entries()) {
        const [now, before] = [
          await add({ plate, customerName: 'Odd Plate' }),
          await add({ customerName: 'Odd Plate' }),
        ]
        await raw('orders', await idOf(before.orderID), { plate })
        expect((await find(now.orderID)).vehicle?.plate, plate).toMatch(/^ODD[ -]+4321$/i)
        const car = await payload.create({
          collection: 'vehicles',
          data: { tenant: 'main', plate: `ODD ${place}`, type: 'sedan' } as never,
        })
        await raw('vehicles', Number(car.id), { plate })
      }
      const near = await add({ plate: 'ODD 43210', customerName: 'Nearly', customerPhone: '017-555 66778' })

      const erasing = { payload, user: ADMIN, tenant: 'main' }
      for (const value of [
        '017 555 6677',
        '+60\u201117\u2011555\u20116677',
        '\uff10\uff11\uff17\uff15\uff15\uff15\uff16\uff16\uff17\uff17',
      ]) {
        const { counts } = await readKept(payload, 'main', personSchema.parse({ by: 'phone', value }))
        expect(counts, value).toMatchObject({ orders: 12, customers: 6, concerns: 6 })
      }
      for (const value of [
        'ODD 4321',
        'odd\u20114321',
        'ODD\u00a04321',
        '\uff2f\uff24\uff24\uff14\uff13\uff12\uff11',
      ]) {
        const { counts } = await readKept(payload, 'main', personSchema.parse({ by: 'plate', value }))
        // Of the cars one is known by all that are typed today.
        expect(counts, value).toMatchObject({ orders: 10, vehicles: 6 })
      }
      await erasePerson(erasing, { by: 'phone', value: '0175556677' })
      await erasePerson(erasing, { by: 'plate', value: 'ODD4321' })
      expect(await dump(database)).not.toMatch(/Odd Phone|Odd Plate/)
      expect(await find(near.orderID)).toEqual(near)
    })

    test('two who erase somebody at once erase them once', async () => {
      await add({ plate: 'TWO 2', customerName: 'Twice Asked' })
      const erasing = { payload: database.payload, user: ADMIN, tenant: 'main' }
      const both = await Promise.all([1, 2].map(() => erasePerson(erasing, { by: 'plate', value: 'two2' })))
      expect(both.map(({ orders }) => orders).toSorted()).toEqual([0, 1])
    })

    test('neither what everybody dials first nor what stands for everybody erased is somebody', () => {
      for (const value of ['000000', '+60 60 60', '012345'])
        expect(personSchema.safeParse({ by: 'phone', value }).success, value).toBe(false)
      expect(personSchema.safeParse({ by: 'phone', value: '03-123 456' }).success).toBe(true)
      expect(personSchema.safeParse({ by: 'plate', value: '** *' }).success).toBe(false)
    })

    test('whoever was kept for the months of the site is erased, and nobody else; the log stays', async () => {
      const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
      // Whatever has a lower number is older.
      for (const collection of ['orders', 'concerns', 'vehicles'] as const)
        await database.payload.db.updateMany({ collection, where: {}, data: { createdAt: ago(500) }, returning: false })
      const old = await add({
        plate: 'OLD 1',
        customerName: 'Long Ago',
        stageSince: ago(400),
        createdAt: ago(400),
        totalAmount: 900,
      })
      const young = await add({ plate: 'NEW 1', customerName: 'Lately', stageSince: ago(300), createdAt: ago(300) })
      const here = await add({ plate: 'STAY 1', customerName: 'Never Left', stage: 'open', stageSince: ago(400) })
      await putToTheDesk(null, true, { at: ago(400), plate: 'OLD 2' })
      await putToTheDesk(null, true, { at: ago(300), plate: 'NEW 2' })
      // The car was told of when the order was taken.
      const car = { collection: 'vehicles', where: { plate: { equals: 'OLD 1' } } } as const
      await database.payload.db.updateOne({
        ...car,
        data: { createdAt: ago(400), updatedAt: ago(400) },
        returning: false,
      })
      const before = await head()
      vi.useFakeTimers({ toFake: ['Date', 'performance'] })
      const runFor = (days: number) => {
        vi.advanceTimersByTime(days * DAY_MS)
        return forgetPeople(database.payload, Date.now())
      }
      expect(await runFor(0)).toBe(0)
      await database.payload.update({
        collection: 'tenants',
        where: { tenantId: { equals: 'main' } },
        data: { keepPeopleMonths: 12 },
      })
      expect(await runFor(6)).toBe(0)
      expect(await runFor(2)).toBe(1)
      expect(await find(old.orderID)).toMatchObject({
        customer: { name: ERASED },
        vehicle: { plate: ERASED },
        totalAmount: 900,
      })
      expect(await find(young.orderID)).toEqual(young)
      expect(await find(here.orderID)).toEqual(here)
      expect(await head()).toEqual(before)
      const whole = await dump(database)
      expect(whole).not.toMatch(/Long Ago|OLD [12]/)
      expect(whole).toMatch(/NEW 2/)

      // A clock that was set forward a year erases nobody before the server has run a week with it.
      vi.setSystemTime(Date.now() + 365 * DAY_MS)
      expect(await runFor(0)).toBe(0)
      expect(await runFor(3)).toBe(0)
      expect(await find(young.orderID)).toEqual(young)
      expect(await runFor(5)).toBeGreaterThan(0)
      expect(await find(young.orderID)).toMatchObject({ customer: { name: ERASED } })
      expect(await find(here.orderID)).toEqual(here)
    })
  })
}
