import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OrderRow } from '@/cms/documents/order'
import { forgetPeople } from '@/cms/privacy/forget-old'
import { ERASED } from '@/lib/domain/rules/erased'
import { openDatabase, type TestDatabase } from '../../support/database'
import { endedOrder } from '../../support/ended-order'

/** A site that keeps people for a year, and a clock that cannot be relied on: nobody is erased because of it. */

const DAY_MS = 86_400_000
const YEARS = 3 * 365

let database: TestDatabase
/** What the clock on the wall says, milliseconds, and by how many days the machine's is wrong. */
let time = Date.parse('2026-06-01T00:00:00Z')
let wrongBy = 0

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: time })
  database = await openDatabase()
  await database.payload.update({
    collection: 'tenants',
    where: { tenantId: { equals: 'main' } },
    data: { keepPeopleMonths: 12 },
  })
})
afterAll(async () => {
  vi.useRealTimers()
  await database?.close()
})
/** Whatever was before, the clock is right from here on and has been for long; there are no orders. */
async function settle(): Promise<void> {
  await database.payload.delete({ collection: 'orders', where: { tenant: { equals: 'main' } } })
  wrongBy = 0
  await runFor(10)
}

/** The server runs for so many days, looking whom to forget at the end of each; how many orders it erased. */
async function runFor(days: number): Promise<number> {
  let count = 0
  for (let day = 0; day < days; day += 1) {
    vi.advanceTimersByTime(DAY_MS)
    time += DAY_MS
    count += await look()
  }
  return count
}
/** It is switched off for so many days, and looks when it starts. */
async function offFor(days: number): Promise<number> {
  time += days * DAY_MS
  return look()
}
function look(): Promise<number> {
  vi.setSystemTime(time + wrongBy * DAY_MS)
  return forgetPeople(database.payload, Date.now())
}
/** Somebody sets the machine's clock. */
function setWrongBy(days: number): Promise<number> {
  wrongBy = days
  return look()
}

let numbers = 0
/** An order that is over since so many days; by what the machine's clock said then. */
async function addOrder(daysAgo: number): Promise<string> {
  const orderID = `AX-20250101-${String(++numbers).padStart(4, '0')}`
  const at = new Date(time + (wrongBy - daysAgo) * DAY_MS).toISOString()
  const data = { ...endedOrder(orderID), plate: `OLD ${numbers}`, stageSince: at, createdAt: at }
  await database.payload.create({ collection: 'orders', data: data as never })
  return orderID
}
async function isErased(orderID: string): Promise<boolean> {
  const where = { orderID: { equals: orderID } }
  return (await database.payload.db.findOne<OrderRow>({ collection: 'orders', where }))?.plate === ERASED
}

test('a server that begins with a clock years ahead, such as one whose data were put back from a copy, forgets nobody by it', async () => {
  const order = await addOrder(30)
  expect(await setWrongBy(YEARS)).toBe(0)
  expect(await runFor(3)).toBe(0)
  expect(await setWrongBy(0)).toBe(0)
  expect(await runFor(20)).toBe(0)
  expect(await isErased(order)).toBe(false)
})

test('a clock that was right all the time forgets in time, also where the machine is off at night and over a long weekend', async () => {
  await settle()
  const order = await addOrder(360)
  expect(await runFor(2)).toBe(0)
  expect(await offFor(3.5)).toBe(0)
  for (let night = 0; night < 8; night += 1) {
    await offFor(0.6)
    await runFor(1)
  }
  expect(await isErased(order)).toBe(true)
})

test('a clock that is years ahead is not believed before a week of running, whenever it jumps, and however often', async () => {
  await settle()
  const order = await addOrder(30)
  for (const years of [3, 2, 2, 3]) {
    expect(await setWrongBy(years * 365)).toBe(0)
    expect(await runFor(3)).toBe(0)
    // Corrected, and wrong again.
    expect(await setWrongBy(0)).toBe(0)
    expect(await runFor(years === 2 ? 12 : 3)).toBe(0)
  }
  expect(await isErased(order)).toBe(false)
})

test('jumps that are each as small as a weekend are doubted as the long one that they are together', async () => {
  await settle()
  const order = await addOrder(360)
  // It is 360 days old for as long as this takes: by these jumps it would be more than a year.
  expect(await setWrongBy(3)).toBe(0)
  expect(await setWrongBy(6)).toBe(0)
  expect(await setWrongBy(9)).toBe(0)
  expect(await setWrongBy(12)).toBe(0)
  expect(await isErased(order)).toBe(false)
})

test('what a clock years behind has stamped is as young as what was made before it', async () => {
  await settle()
  const before = await addOrder(1)
  await setWrongBy(-YEARS)
  const during = await addOrder(0)
  await setWrongBy(0)
  expect(await runFor(20)).toBe(0)
  expect([await isErased(before), await isErased(during)]).toEqual([false, false])
  // In their time both are forgotten.
  await offFor(380)
  await runFor(20)
  expect([await isErased(before), await isErased(during)]).toEqual([true, true])
})

test('after a long closing the clock is right, and is believed after a week of running', async () => {
  await settle()
  const order = await addOrder(300)
  expect(await offFor(120)).toBe(0)
  expect(await runFor(6)).toBe(0)
  expect(await isErased(order)).toBe(false)
  await runFor(2)
  expect(await isErased(order)).toBe(true)
})
