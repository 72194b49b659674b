import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import { startServer, type TestServer } from '../../support/server'
import { addPerson, addStation, apply, command, type Headers, look, newOrder, sendOne, takeOrder } from './site'

let server: TestServer
const who: Record<string, Headers> = {}

beforeAll(async () => {
  server = await startServer()
  who.admin = server.asAdmin()
  who.staff = await addPerson(server, 'staff')
  who.customer = await addPerson(server, 'customer')
  who.cashier = await addStation(server, { name: 'counter', role: 'cashier' })
  who.board = await addStation(server, { name: 'tv', role: 'board' })
  who.bay = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
  who.otherBay = await addStation(server, { name: 'kiosk-2', role: 'bay', bay: 'bay-2' })
})
afterAll(() => server.stop())

/** A command of each kind that is refused, if at all, for who sends it: what it names is there or does not matter. */
async function commands(): Promise<Record<string, Command>> {
  const orderID = await takeOrder(server, server.asAdmin())
  return {
    'order.create': newOrder(),
    'order.change': command('order.change', { orderID, plate: 'PRM 1' }),
    'order.setStage': command('order.setStage', { orderID, stage: 'open' }),
    'order.setPayment': command('order.setPayment', { orderID, action: 'fail' }),
    'order.setDiscount': command('order.setDiscount', { orderID, discount: 100, reason: 'Rain' }),
    'order.giveFreeWash': command('order.giveFreeWash', { orderID }),
    'order.cancel': command('order.cancel', { orderID }),
    'queue.move': command('queue.move', { orderID, queue: 'vip', before: null }),
    'queue.close': command('queue.open', { queue: 'regular' }),
    // Nothing is in the bay: whoever may is told so.
    'bay.release': command('bay.release', { bayId: 'bay-1', orderID }),
    'bay.move': command('bay.move', { bayId: 'bay-1', toBayId: 'bay-2', orderID }),
    'bay.setStatus': command('bay.setStatus', { bayId: 'bay-1', status: 'cleaning' }),
  }
}

const YES = { admin: true, staff: true, cashier: true, bay: false, otherBay: false, board: false, customer: false }
const TABLE: Record<string, Record<string, boolean>> = {
  'order.create': YES,
  'order.change': YES,
  'order.setStage': YES,
  'order.setPayment': YES,
  'order.setDiscount': YES,
  'order.giveFreeWash': YES,
  'order.cancel': YES,
  'queue.move': YES,
  'queue.close': YES,
  'bay.release': { ...YES, bay: true },
  'bay.move': { ...YES, bay: true },
  'bay.setStatus': { ...YES, bay: true },
}

describe.each(Object.entries(TABLE))('%s', (kind, row) => {
  test.each(Object.entries(row))('by %s: %s', async (name, allowed) => {
    const result = await sendOne(server, who[name] as Headers, (await commands())[kind] as Command)
    // What they name is there: to a customer another's order looks as if it were not.
    const refused = result.status === 'rejected' && (result.code === 'forbidden' || result.code === 'not_found')
    expect(refused).toBe(!allowed)
  })
})

test('a job belongs to the station of its bay', async () => {
  await apply(server, who.admin as Headers, command('bay.setStatus', { bayId: 'bay-1', status: 'available' }))
  const orderID = await takeOrder(server, server.asAdmin())
  const assign = (by: string) => sendOne(server, who[by] as Headers, command('bay.assign', { bayId: 'bay-1', orderID }))
  expect(await assign('otherBay')).toMatchObject({ code: 'forbidden', reason: 'rules.permission.other_bay' })
  expect(await assign('bay')).toMatchObject({ status: 'applied' })
  const { jobId } = (await look(server)).jobIn('bay-1')
  const start = (by: string) => sendOne(server, who[by] as Headers, command('job.start', { jobId }))
  for (const by of ['otherBay', 'cashier', 'board', 'customer'])
    expect(await start(by)).toMatchObject({ code: 'forbidden' })
  expect(await start('bay')).toMatchObject({ status: 'applied' })
})

test('money is given back by staff, not by the cashier desk', async () => {
  const orderID = await takeOrder(server, server.asAdmin())
  await apply(
    server,
    who.cashier as Headers,
    command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500 }),
  )
  const refund = () => command('order.setPayment', { orderID, action: 'refund', reason: 'Wrong car' })
  expect(await sendOne(server, who.cashier as Headers, refund())).toMatchObject({ reason: 'rules.permission.refund' })
  expect(await sendOne(server, who.staff as Headers, refund())).toMatchObject({ status: 'applied' })
})

test('what was paid twice is given back at the desk, and not a sen more', async () => {
  const cashier = who.cashier as Headers
  const orderID = await takeOrder(server, server.asAdmin())
  const pay = () => command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500 })
  const giveBack = (amount: number) =>
    command('order.setPayment', { orderID, action: 'refund', reason: 'Paid twice', amount, method: 'cash' })
  await apply(server, cashier, pay())
  await apply(server, cashier, pay())
  expect(await sendOne(server, cashier, giveBack(1501))).toMatchObject({ reason: 'rules.permission.refund' })
  await apply(server, cashier, giveBack(1500))
  expect((await look(server)).order(orderID)).toMatchObject({ paidAmount: 1500, paymentStatus: 'cash' })
})

test('a customer cancels the own order and no other, and is not shown the staff’s notes', async () => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', { name: 'Own', tenant: 'main' })
  const email = `own-${randomUUID()}@example.test`
  await server.rest('POST', '/api/users', {
    email,
    password: 'long enough a password',
    role: 'customer',
    tenant: 'main',
    customer: doc.id,
  })
  const login = await fetch(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: 'long enough a password' }),
  })
  const headers = { Authorization: `JWT ${((await login.json()) as { token: string }).token}` }
  const { orderID } = await server.createOrder({ customer: doc.id, staffNotes: 'secret' })
  const foreign = await takeOrder(server, server.asAdmin())
  const cancel = async (of: string) => {
    const { id: _, ...answer } = await sendOne(server, headers, command('order.cancel', { orderID: of }))
    return JSON.stringify(answer).replaceAll(of, 'THIS')
  }
  const unknown = await cancel('AX-19700101-001')
  expect(unknown).toContain('not_found')
  // Nobody learns from the answer which orders there are.
  expect(await cancel(foreign)).toBe(unknown)
  expect(await sendOne(server, headers, command('order.cancel', { orderID }))).toMatchObject({
    status: 'applied',
  })
  const again = await sendOne(server, headers, command('order.cancel', { orderID }))
  expect(again).toMatchObject({ status: 'rejected', current: { order: { orderID } } })
  expect(JSON.stringify(again)).not.toContain('secret')
})

test('whoever is not signed in is turned away', async () => {
  await expect(sendOne(server, {}, newOrder())).rejects.toThrow(/^Error: 401|^401/)
})
