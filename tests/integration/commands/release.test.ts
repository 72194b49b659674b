import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addStation, apply, command, type Headers, look, sendOne, takeOrder } from './site'

let server: TestServer
let desk: Headers
let kiosk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asStation()
  kiosk = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
})
afterAll(() => server.stop())

const release = (orderID: string, bayId = 'bay-1') => command('bay.release', { bayId, orderID })
const take = (orderID: string) => command('bay.assign', { bayId: 'bay-1', orderID })

test('a car taken by mistake stands before all others of its own queue again', async () => {
  const first = await takeOrder(server, desk, { queue: 'vip' })
  const second = await takeOrder(server, desk, { queue: 'vip' })
  await apply(server, kiosk, take(second))
  const { jobId, fromQueue } = (await look(server)).jobIn('bay-1')
  expect(fromQueue).toBe('vip')
  await apply(server, kiosk, release(second))
  const state = await look(server)
  expect(state.waiting('vip')).toEqual([second, first])
  expect(state.order(second)).toMatchObject({ stage: 'open', overallStatus: 'pending', queue: 'vip', bayId: null })
  expect(state.bay('bay-1')).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(state.jobs.find((job) => job.jobId === jobId)?.status).toBe('cancelled')
  // It is a car like any other: taken again, it gets a job of its own.
  await apply(server, kiosk, take(second))
  expect((await look(server)).jobIn('bay-1').jobId).not.toBe(jobId)
  await apply(server, kiosk, release(second))
})

test('a started wash may be let go; once a step is done it says so, and undoing the step opens the way', async () => {
  const orderID = await takeOrder(server, desk)
  await apply(server, kiosk, take(orderID))
  const { jobId, steps } = (await look(server)).jobIn('bay-1')
  const stepId = steps[0]?.stepId
  await apply(server, kiosk, command('job.start', { jobId }))
  await apply(server, kiosk, command('job.completeStep', { jobId, stepId }))
  const refused = await sendOne(server, desk, release(orderID))
  expect(refused).toMatchObject({ code: 'not_allowed', reason: 'rules.command.wash_begun' })
  expect(refused).toMatchObject({
    params: { step: steps[0]?.name },
    message: expect.stringContaining('Undo that step'),
  })
  expect((await look(server)).bay('bay-1')).toMatchObject({ status: 'occupied', orderID, jobId })
  await apply(server, kiosk, command('job.undoStep', { jobId, stepId }))
  await apply(server, desk, release(orderID))
  expect((await look(server)).waiting('regular')[0]).toBe(orderID)
})

test('only the car that is meant is let go', async () => {
  const [mine, other] = [await takeOrder(server, desk), await takeOrder(server, desk)]
  await apply(server, kiosk, take(mine))
  expect(await sendOne(server, kiosk, release(other))).toMatchObject({ reason: 'rules.command.not_in_bay' })
  await apply(server, kiosk, release(mine))
  // The same wish a second time, from a station that was cut off meanwhile.
  expect(await sendOne(server, desk, release(mine))).toMatchObject({ reason: 'rules.command.not_in_bay' })
  expect((await look(server)).waiting('regular').filter((id) => id === mine)).toHaveLength(1)
})

test('a closed queue takes back the car that came from it', async () => {
  const orderID = await takeOrder(server, desk)
  await apply(server, kiosk, take(orderID))
  await apply(server, desk, command('queue.close', { queue: 'regular' }))
  await apply(server, kiosk, release(orderID))
  expect((await look(server)).waiting('regular')[0]).toBe(orderID)
  await apply(server, desk, command('queue.open', { queue: 'regular' }))
})

test('who gives a telephone number and no name is a customer with that number', async () => {
  const customer = { name: '', phone: '012-345 6789' }
  const orderID = await takeOrder(server, desk, { customer })
  expect((await look(server)).order(orderID).customer).toEqual(customer)
})
