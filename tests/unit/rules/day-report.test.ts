import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addUpDay, type LedgerRecord, reportDay, splitBy } from '@/lib/domain/rules/day-report'
import { sampleOrder } from '@/lib/domain/samples/documents'

const ZONE = 'Asia/Kuala_Lumpur'
const whole = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0)

describe('an amount split by weights', () => {
  test('is whole sen that add up to it, also where it was given back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
        (amount, weights) => {
          const parts = splitBy(amount, weights)
          expect(whole(parts)).toBe(amount)
          expect(parts.every(Number.isInteger)).toBe(true)
          // What is given back is taken off where it was put.
          expect(splitBy(0 - amount, weights)).toEqual(parts.map((part) => 0 - part))
        },
      ),
    )
  })

  test('stands as the weights do, and evenly where nothing has a price', () => {
    expect(splitBy(1000, [3000, 1000])).toEqual([750, 250])
    expect(splitBy(100, [1, 1, 1])).toEqual([33, 34, 33])
    expect(splitBy(101, [0, 0])).toEqual([51, 50])
  })
})

describe('the report of a day', () => {
  const order = sampleOrder({
    orderID: 'AX-20260115-0001',
    services: [
      { serviceId: 'wash', name: 'Wash', price: 1500, minutes: 10, options: [] },
      { serviceId: 'wax', name: 'Wax', price: 4500, minutes: 20, options: [] },
    ],
  })
  const record = (more: Partial<LedgerRecord>): LedgerRecord => ({
    seq: 1,
    orderID: order.orderID,
    method: 'cash',
    amount: 6000,
    change: 0,
    at: '2026-01-15T02:00:00.000Z',
    by: 'station:desk',
    reason: null,
    approvedBy: null,
    taxes: [],
    ...more,
  })
  const report = (...records: readonly LedgerRecord[]) =>
    reportDay({
      day: '20260115',
      until: '20260115',
      currency: 'MYR',
      timeZone: ZONE,
      records,
      orders: [order],
      takenThatDay: new Set(),
    })

  test('stops now and then where there is much to add up, and says the same', () => {
    const many = Array.from({ length: 1_000 }, (_, at) =>
      record({ seq: at + 1, amount: at % 7 === 0 ? -100 : 250, method: at % 3 === 0 ? 'card' : 'cash' }),
    )
    const asked = {
      ...{ day: '20260115', until: '20260115', currency: 'MYR', timeZone: ZONE },
      ...{ records: many, orders: [order], takenThatDay: new Set([order.orderID]) },
    }
    const work = addUpDay(asked)
    let stops = 0
    let step = work.next()
    for (; !step.done; step = work.next()) stops += 1
    expect(stops).toBeGreaterThanOrEqual(10)
    expect(step.value).toEqual(reportDay(asked))
    expect(whole(step.value.byMethod.map(({ taken }) => taken))).toBe(
      250 * many.filter(({ amount }) => amount > 0).length,
    )
  })

  test('names who approved that money was given back, a discount given, an order called off', () => {
    const approvedBy = 'person:3'
    const cheap = sampleOrder({ orderID: 'AX-20260115-0002', discount: 500, discountApprovedBy: approvedBy })
    const gone = { calledOffReason: 'Left', calledOffBy: 'station:desk', calledOffApprovedBy: approvedBy } as const
    const off = sampleOrder({ orderID: 'AX-20260115-0003', stage: 'cancelled', totalAmount: 1500, ...gone })
    const told = reportDay({
      ...{ day: '20260115', until: '20260115', currency: 'MYR', timeZone: ZONE },
      records: [record({ amount: -2000, reason: 'Rain', approvedBy })],
      orders: [order, cheap, off],
      takenThatDay: new Set([cheap.orderID, off.orderID]),
    })
    expect(told.refunds).toMatchObject([{ amount: 2000, approvedBy }])
    expect(told.discounts).toMatchObject([{ orderID: cheap.orderID, approvedBy }])
    expect(told.calledOff).toMatchObject([
      { orderID: off.orderID, amount: 1500, reason: 'Left', by: 'station:desk', approvedBy },
    ])
    expect(told.open).toMatchObject([{ orderID: cheap.orderID }])
  })

  test('gives each service its share of what was paid, and takes it off again', () => {
    expect(report(record({ amount: 2000 })).byService).toMatchObject([
      { key: 'wax', taken: 1500 },
      { key: 'wash', taken: 500 },
    ])
    const both = report(record({ amount: 2000 }), record({ seq: 2, amount: -2000, reason: 'Rain' }))
    expect(both.byService.map(({ taken, givenBack }) => taken - givenBack)).toEqual([0, 0])
    expect(both.total).toEqual({ key: null, name: null, taken: 2000, givenBack: 2000, orders: 0 })
  })

  test('counts money of an order that is no longer there', () => {
    const { byService, byVehicle, total } = report(record({ orderID: 'AX-20260114-0009' }))
    for (const shares of [byService, byVehicle]) expect(shares).toMatchObject([{ key: null, taken: 6000 }])
    expect(total.taken).toBe(6000)
  })

  test('of a day without money is all zeros', () => {
    expect(report()).toMatchObject({ total: { taken: 0, givenBack: 0, orders: 0 }, byMethod: [], byHour: [] })
  })
})
