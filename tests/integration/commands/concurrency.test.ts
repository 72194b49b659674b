import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addStation, apply, command, look, newOrder, sendOne, takeOrder } from './site'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('sixteen orders taken at once have sixteen numbers without a gap', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, () => apply(server, server.asStation(), newOrder())))
  const numbers = answers.map(({ orderID }) => orderID as string).sort()
  expect(new Set(numbers).size).toBe(16)
  for (const number of numbers) expect(number).toMatch(/^AX-\d{8}-\d{4}$/)
  const last = numbers.map((number) => Number(number.slice(-4)))
  expect(Math.max(...last) - Math.min(...last)).toBe(15)
})

test('moves by eight clients at once lose no car and double none', async () => {
  const taken: string[] = []
  for (let index = 0; index < 12; index++) taken.push(await takeOrder(server, server.asStation(), { queue: 'vip' }))
  const desks = await Promise.all(
    Array.from({ length: 8 }, (_, index) => addStation(server, { name: `desk-${index}`, role: 'cashier' })),
  )
  await Promise.all(
    desks.map(async (desk, client) => {
      for (let round = 0; round < 12; round++) {
        const orderID = taken[(client * 5 + round * 7) % taken.length] as string
        const other = taken[(client * 3 + round * 11 + 1) % taken.length] as string
        const queue = round % 4 === 3 ? 'remnant' : 'vip'
        // The other car may be in the other queue by now: that is a rejection, never a loss.
        await sendOne(server, desk, command('queue.move', { orderID, queue, before: round % 3 === 0 ? null : other }))
      }
    }),
  )
  const state = await look(server)
  const waiting = [...state.waiting('vip'), ...state.waiting('remnant')]
  expect(waiting.toSorted()).toEqual(taken.toSorted())
  for (const orderID of taken) {
    const { queue } = state.order(orderID)
    expect(state.waiting(queue as string)).toContain(orderID)
  }
})

test('two desks that saw the same version: one changes it, the other is told', async () => {
  const orderID = await takeOrder(server, server.asStation())
  const { version } = (await look(server)).order(orderID)
  const answers = await Promise.all(
    ['first', 'second'].map((staffNotes) =>
      sendOne(server, server.asStation(), command('order.setStatus', { orderID, staffNotes }, { expect: { version } })),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['applied', 'rejected'])
  const refused = answers.find(({ status }) => status === 'rejected')
  expect(refused).toMatchObject({ code: 'conflict', current: { order: { orderID, version: version + 1 } } })
})

test('one bay takes one of two cars sent to it at once', async () => {
  const cars = [await takeOrder(server, server.asStation()), await takeOrder(server, server.asStation())]
  const answers = await Promise.all(
    cars.map((orderID) => sendOne(server, server.asStation(), command('bay.assign', { bayId: 'bay-1', orderID }))),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['applied', 'rejected'])
  const state = await look(server)
  const inside = cars.filter((orderID) => state.order(orderID).bayId === 'bay-1')
  expect(inside).toEqual([state.bay('bay-1').orderID])
})
