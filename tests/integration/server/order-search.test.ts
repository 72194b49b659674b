import { afterAll, beforeAll, expect, test } from 'vitest'
import { historyPath, type PastQuery, pastOrdersPath, pastOrdersSchema, readHistory } from '@/lib/domain'
import { startServer, type TestServer } from '../../support/server'
import { apply, command, type Headers, takeOrder } from '../commands/site'

let server: TestServer
let desk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asStation()
})
afterAll(() => server.stop())

const ask = (query: PastQuery, headers = desk) => fetch(`${server.url}${pastOrdersPath(query)}`, { headers })

async function find(query: PastQuery) {
  return pastOrdersSchema.parse(await (await ask(query)).json())
}
const numbers = async (query: PastQuery) => (await find(query)).orders.map(({ orderID }) => orderID)

test('a car is found however its plate was typed, with its washes counted, and no other car', async () => {
  const first = await takeOrder(server, desk, { plate: 'wxy 12-34', customerNotes: 'Scratch' })
  const second = await takeOrder(server, desk, { plate: 'WXY1234' })
  const off = await takeOrder(server, desk, { plate: 'WXY 1234' })
  await takeOrder(server, desk, { plate: 'WXY 12345' })
  await apply(server, desk, command('order.setStage', { orderID: first, stage: 'billed' }))
  await apply(server, desk, command('order.cancel', { orderID: off }))
  const found = await find({ plate: 'Wxy 1234' })
  expect(found.orders.map(({ orderID }) => orderID)).toEqual([off, second, first])
  expect(found).toMatchObject({ visits: 1, next: null })
  expect(found.orders[2]).toMatchObject({ customerNotes: 'Scratch', services: [{ serviceId: 'basic-wash' }] })
  expect(await find({ plate: 'NONE 1' })).toEqual({ orders: [], next: null, visits: 0 })
})

test('a plate and a telephone number that were copied from elsewhere are found, and kept, as if they had been typed', async () => {
  const customer = { name: 'Odd', phone: '+60\u00a017\u2011(555)\u2013\uff16\uff16\uff17\uff17' }
  const orderID = await takeOrder(server, desk, { plate: 'odd\u00a04\u20113\uff12\uff11', customer })
  const found = await find({ plate: 'ODD4321' })
  expect(found.orders.map((order) => order.orderID)).toEqual([orderID])
  expect(found.orders[0]).toMatchObject({
    vehicle: { plate: 'ODD 4-321' },
    customer: { phone: '+60 17-(555)-6677' },
  })
  for (const text of ['017 555 6677', '5556677', '(017)\u2011555', 'dd\u20134321'])
    expect(await numbers({ text }), text).toEqual([orderID])
})

test('an order is found by part of its plate, its number, its customer’s name and telephone number', async () => {
  const customer = { name: 'Nur Aisyah', phone: '012-345 6789' }
  const orderID = await takeOrder(server, desk, { plate: 'FND 77', customer })
  for (const text of ['nd7', orderID, orderID.slice(-8), 'aisyah', 'NURAI', '0123456', '+60 12-345 6789'])
    expect(await numbers({ text }), text).toEqual([orderID])
  const zoe = await takeOrder(server, desk, { plate: 'ZOE 5', customer: { name: 'Zoë 陈美', phone: null } })
  for (const text of ['zoë', 'ZOË', '陈美']) expect(await numbers({ text }), text).toEqual([zoe])
  expect(await numbers({ text: '陈明' })).toEqual([])
  // Signs of the search itself stand for nothing.
  expect(await numbers({ text: 'F%7' })).toEqual([])
  expect(await numbers({ text: '__' })).not.toContain('%')
})

test('comes in pages, newest first, each order once', async () => {
  const taken: string[] = []
  for (let count = 0; count < 23; count += 1) taken.push(await takeOrder(server, desk, { plate: `PAGE ${count}` }))
  const first = await find({ text: 'page' })
  expect(first.orders).toHaveLength(20)
  const second = await find({ text: 'page', before: first.next ?? 0 })
  expect(second.next).toBeNull()
  const seen = [...first.orders, ...second.orders].map(({ orderID }) => orderID)
  expect(seen).toEqual(taken.toReversed())
})

test('what happened to an order is told as far as the log has it, oldest first, and no other order', async () => {
  const orderID = await takeOrder(server, desk, { plate: 'HIS 7' })
  await takeOrder(server, desk, { plate: 'HIS 8' })
  await apply(server, desk, command('order.setStage', { orderID, stage: 'billed' }))
  const asked = await fetch(`${server.url}${historyPath(orderID)}`, { headers: desk })
  const events = readHistory(await asked.json())
  expect(events.map(({ eventType }) => eventType)).toEqual(['order_created', 'stage_change', 'status_update'])
  expect(new Set(events.map((event) => event.orderID))).toEqual(new Set([orderID]))
  expect(events[1]).toMatchObject({ actor: expect.stringMatching(/^station:/), data: { newStage: 'billed' } })
  const gone = await fetch(`${server.url}${historyPath('AX-20200101-0001')}`, { headers: desk })
  expect(await gone.json()).toEqual({ events: [] })
  const nonsense = await fetch(`${server.url}/api/v1/sync/history`, { headers: desk })
  expect(await nonsense.json()).toMatchObject({ error: { code: 'bad_parameter' } })
})

test('says what it does not understand, and is not asked too often', async () => {
  for (const query of [{}, { text: 'x' }, { plate: '' }]) {
    const answer = await ask(query)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_parameter' } })
  }
  const owner = server.asAdmin()
  const statuses: number[] = []
  while (statuses.length < 300 && statuses.at(-1) !== 429) statuses.push((await ask({ plate: 'OFTEN' }, owner)).status)
  expect(statuses.at(-1)).toBe(429)
  expect(statuses.length).toBeGreaterThan(100)
})
