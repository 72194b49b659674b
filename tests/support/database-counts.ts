import { randomUUID } from 'node:crypto'
import { commitTransaction, createLocalReq, killTransaction, logoutOperation, type PayloadRequest } from 'payload'
import { describe, expect, test } from 'vitest'
import { recordPayment } from '@/cms/commands/record-payment'
import { alone, counting, logWriting, paymentSumming } from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import type { Payment as PaymentRow, User } from '@/cms/payload-types'
import type { DatabaseRig } from './database-rig'
import { seededRandom } from './seeded-random'

/** What is counted and kept once: answers, counters, sums and sessions. */
export function describeCounts(name: string, rig: DatabaseRig): void {
  const { begin, within, newSite, oneTo, again } = rig
  describe(`${name}: answers and counters`, () => {
    test('an answer is kept once, and with its transaction or not at all', async () => {
      const { payload } = rig.database
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
        transactionOf(req).then((transaction) => counting(rig.database.payload).countUp(transaction, counter))
      const undone = await begin()
      expect(await count(undone)).toBe(1)
      await killTransaction(undone)
      const given = await Promise.all(oneTo(6).map(() => within(count)))
      expect(given.sort((a, b) => a - b)).toEqual(oneTo(6))
      expect(await counting(rig.database.payload).readCounter(counter)).toBe(6)
    })

    test('a counter that is raised never falls', async () => {
      const counter = { tenant: newSite(), name: 'uptime' }
      expect(await counting(rig.database.payload).readCounter(counter)).toBeNull()
      for (const value of [7, 9, 8]) {
        await within(async (req) =>
          counting(rig.database.payload).raiseCounter(await transactionOf(req), { ...counter, value }),
        )
      }
      expect(await counting(rig.database.payload).readCounter(counter)).toBe(9)
    })

    test('a day’s takings are the sum of its records, whatever was recorded, undone, or recorded late', async () => {
      const { payload } = rig.database
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
          order: { services: [], totalAmount: 0, discount: 0, paidAmount: 0 },
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
      const { payload } = rig.database
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
      await alone(rig.database.payload, 'retention', async () => {
        done += 1
      })
      expect(done).toBe(1)
    })
  })
}
