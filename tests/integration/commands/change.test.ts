import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addStation, apply, command, type Headers, look, newOrder, sendOne, takeOrder } from './site'

let server: TestServer
let desk: Headers
let kiosk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asStation()
  kiosk = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
})
afterAll(() => server.stop())

const BASIC = { serviceId: 'basic-wash', optionIds: [] as string[] }
const SHINY = { serviceId: 'basic-wash', optionIds: ['tyre-shine'] }
const change = (orderID: string, fields: object, version?: number) =>
  command('order.change', { orderID, ...fields }, version === undefined ? {} : { expect: { version } })
const now = async (orderID: string) => (await look(server)).order(orderID)

/** The types of the events that a command made. */
async function eventsOf(commandId: string): Promise<string[]> {
  const { docs } = await server.rest<{ docs: { eventType: string }[] }>(
    'GET',
    `/api/sync-events?where[commandId][equals]=${commandId}&depth=0&sort=seq`,
  )
  return docs.map(({ eventType }) => eventType)
}

test('a waiting order is another car, another customer and more work, and its history says by whom', async () => {
  const orderID = await takeOrder(server, desk, { customer: { name: 'Ali', phone: '012' }, discount: 300 })
  const before = await now(orderID)
  const fields = {
    plate: 'new 1',
    vehicleType: 'mpv_van',
    services: [{ ...SHINY, toldPrice: 2_500 }],
    customer: { name: 'Siti', phone: null },
    customerNotes: 'Scratch at the left door',
  }
  const made = change(orderID, fields, before.version)
  await apply(server, desk, made)
  expect(await now(orderID)).toMatchObject({
    vehicle: { plate: 'NEW 1', type: 'mpv_van' },
    customer: { name: 'Siti', phone: null },
    customerNotes: 'Scratch at the left door',
    totalAmount: 2_200,
    discount: 300,
    stage: 'initiated',
    queue: 'regular',
    version: before.version + 1,
  })
  expect(await eventsOf(made.id)).toEqual(['payment_update', 'status_update'])
  // Somebody who saw it as it was changes nothing.
  expect(await sendOne(server, desk, change(orderID, { plate: 'OLD 1' }, before.version))).toMatchObject({
    code: 'conflict',
  })
  // What is not named stays; a customer may be taken out.
  await apply(server, desk, change(orderID, { customer: null }))
  expect(await now(orderID)).toMatchObject({ customer: null, vehicle: { plate: 'NEW 1' }, totalAmount: 2_200 })
  await apply(server, desk, command('order.cancel', { orderID }))
  expect(await sendOne(server, desk, change(orderID, { plate: 'X' }))).toMatchObject({ reason: 'rules.change.ended' })
})

test('a car that is being washed gets the work it is owed, and keeps what is done', async () => {
  const orderID = await takeOrder(server, desk)
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  const { jobId } = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, command('job.start', { jobId }))
  await apply(server, kiosk, command('job.completeStep', { jobId, stepId: 'basic-wash.pre-wash' }))
  await apply(server, desk, change(orderID, { plate: 'BAY 9', services: [SHINY], customerNotes: 'Hurry' }))
  const job = (await look(server)).jobIn('bay-1')
  expect(job).toMatchObject({ plate: 'BAY 9', title: 'Basic Wash', notes: 'Hurry', status: 'in_progress' })
  expect(job.steps.map(({ stepId, status }) => [stepId, status])).toEqual([
    ['basic-wash.pre-wash', 'completed'],
    ['basic-wash.soap', 'in_progress'],
    ['basic-wash.rinse', 'pending'],
    ['basic-wash.dry', 'pending'],
    ['basic-wash.tyre-shine', 'pending'],
  ])
  for (const { stepId } of job.steps.slice(1))
    await apply(server, kiosk, command('job.completeStep', { jobId, stepId }))
  await apply(server, kiosk, command('job.finish', { jobId }))
  // Washed, it is not made cheaper by whoever takes the money.
  expect(await sendOne(server, desk, change(orderID, { services: [BASIC] }))).toMatchObject({
    code: 'forbidden',
    reason: 'rules.permission.cheaper',
  })
  await apply(server, server.asAdmin(), change(orderID, { services: [BASIC] }))
  expect(await now(orderID)).toMatchObject({ stage: 'billed', totalAmount: 1_500 })
})

test('what was paid counts: no order falls below it, and one that falls to it is paid', async () => {
  const orderID = await takeOrder(server, desk, { services: [SHINY] })
  await apply(server, desk, command('order.setStage', { orderID, stage: 'billed' }))
  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1_600 }))
  const owner = server.asAdmin()
  expect(await sendOne(server, owner, change(orderID, { services: [BASIC] }))).toMatchObject({
    reason: 'rules.change.paid_more',
  })
  await apply(
    server,
    owner,
    command('order.setPayment', { orderID, action: 'refund', reason: 'Wrong option', amount: 100, method: 'cash' }),
  )
  await apply(server, owner, change(orderID, { services: [BASIC] }))
  expect(await now(orderID)).toMatchObject({ stage: 'paid', totalAmount: 1_500, paidAmount: 1_500 })
  expect(await sendOne(server, owner, change(orderID, { services: [SHINY] }))).toMatchObject({
    reason: 'rules.change.paid',
  })
  await apply(server, owner, change(orderID, { plate: 'TYPO 2' }))
  expect((await now(orderID)).vehicle?.plate).toBe('TYPO 2')
})

test('an order is changed by the name that its station gave it', async () => {
  const takenAs = 'D7K-0042.0a1b2c3d'
  await apply(server, desk, newOrder('PRV 1', { takenAs }))
  await apply(server, desk, change(takenAs, { plate: 'PRV 2' }))
  expect((await look(server)).orders.find((order) => order.takenAs === takenAs)?.vehicle?.plate).toBe('PRV 2')
})
