import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addStation, apply, command, type Headers, look, sendOne, takeOrder } from './site'

let server: TestServer
let desk: Headers
let kiosk: Headers
let otherKiosk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asStation()
  await server.rest('POST', '/api/bays', { tenant: 'main', bayId: 'bay-3', name: 'Bay 3', position: 2 })
  kiosk = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
  otherKiosk = await addStation(server, { name: 'kiosk-2', role: 'bay', bay: 'bay-2' })
})
afterAll(() => server.stop())

const move = (orderID: string, bayId = 'bay-1', toBayId = 'bay-2') => command('bay.move', { bayId, toBayId, orderID })

/** A car in bay 1 whose first step is done, and a note written by hand. */
async function beginWash() {
  const orderID = await takeOrder(server, desk)
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  const { jobId, steps } = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, command('job.start', { jobId }))
  await apply(server, kiosk, command('job.completeStep', { jobId, stepId: steps[0]?.stepId }))
  return { orderID, jobId }
}

/** What is of the job itself: all but where it is, and what the log counts. */
function workOf(job: object) {
  const { bayId: _, fromBay: __, version: ___, updatedAt: ____, ...work } = job as Record<string, unknown>
  return work
}

test('a wash goes on in another bay as it stood, and the stations of both bays are told', async () => {
  const { orderID, jobId } = await beginWash()
  const before = (await look(server)).jobIn('bay-1')
  await apply(server, desk, move(orderID))
  const state = await look(server)
  const moved = state.jobIn('bay-2')
  expect(workOf(moved)).toEqual(workOf(before))
  expect(moved).toMatchObject({ jobId, bayId: 'bay-2', fromBay: 'bay-1', version: (before.version ?? 0) + 1 })
  expect(state.order(orderID)).toMatchObject({ stage: 'in_progress', bayId: 'bay-2' })
  expect(state.bay('bay-1')).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(state.bay('bay-2')).toMatchObject({ status: 'occupied', orderID, jobId })
  // The washer at the other bay works on it, the first one no longer.
  expect(await sendOne(server, kiosk, command('job.pause', { jobId }))).toMatchObject({
    reason: 'rules.permission.other_bay',
  })
  // But what was done there before, and is told only now, was done.
  const [soap] = moved.steps.filter(({ status }) => status !== 'completed')
  await apply(server, kiosk, command('job.completeStep', { jobId, stepId: soap?.stepId }))
  const left = (await look(server)).jobIn('bay-2').steps.filter(({ status }) => status !== 'completed')
  for (const { stepId } of left) await apply(server, otherKiosk, command('job.completeStep', { jobId, stepId }))
  await apply(server, otherKiosk, command('job.finish', { jobId }))
  const end = await look(server)
  expect(end.order(orderID)).toMatchObject({ stage: 'billed', bayId: null })
  expect(end.bay('bay-2').orderID).toBeNull()
})

test('a bay takes back the car it has sent away, and no other', async () => {
  const { orderID } = await beginWash()
  expect(await sendOne(server, otherKiosk, move(orderID))).toMatchObject({
    code: 'forbidden',
    reason: 'rules.permission.other_bay',
  })
  const before = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, move(orderID))
  await apply(server, kiosk, move(orderID, 'bay-2', 'bay-1'))
  const state = await look(server)
  expect(workOf(state.jobIn('bay-1'))).toEqual(workOf(before))
  expect(state.jobIn('bay-1').fromBay).toBeNull()
  expect(state.bay('bay-2')).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(state.order(orderID).bayId).toBe('bay-1')
  // What goes on from the second bay is no longer the first one's.
  await apply(server, kiosk, move(orderID))
  await apply(server, otherKiosk, move(orderID, 'bay-2', 'bay-3'))
  expect(await sendOne(server, kiosk, move(orderID, 'bay-3', 'bay-1'))).toMatchObject({ code: 'forbidden' })
  await apply(server, desk, move(orderID, 'bay-3', 'bay-1'))
  await apply(server, desk, command('order.cancel', { orderID }))
})

test('two desks that move two cars to one bay: one car is in it, the other stays where it is', async () => {
  const [first, second] = [await takeOrder(server, desk), await takeOrder(server, desk)]
  await apply(server, desk, command('bay.assign', { bayId: 'bay-1', orderID: first }))
  await apply(server, desk, command('bay.assign', { bayId: 'bay-2', orderID: second }))
  const results = await Promise.all([
    sendOne(server, desk, move(first, 'bay-1', 'bay-3')),
    sendOne(server, server.asAdmin(), move(second, 'bay-2', 'bay-3')),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['applied', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: 'rules.command.bay_not_available',
    params: { bay: (await look(server)).bay('bay-3').name },
  })
  const state = await look(server)
  const winner = results[0]?.status === 'applied' ? first : second
  expect(state.bay('bay-3').orderID).toBe(winner)
  for (const orderID of [first, second]) {
    expect(state.bays.filter((bay) => bay.orderID === orderID)).toHaveLength(1)
    const { bayId } = state.order(orderID)
    expect(state.bay(bayId as string).orderID).toBe(orderID)
    expect(state.jobIn(bayId as string).orderID).toBe(orderID)
    await apply(server, desk, command('order.cancel', { orderID }))
  }
})

test('a move sent late moves no other car', async () => {
  const [mine, other] = [await takeOrder(server, desk), await takeOrder(server, desk)]
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID: mine }))
  expect(await sendOne(server, kiosk, move(other))).toMatchObject({ reason: 'rules.command.not_in_bay' })
  await apply(server, kiosk, command('bay.release', { bayId: 'bay-1', orderID: mine }))
  expect(await sendOne(server, desk, move(mine))).toMatchObject({ reason: 'rules.command.not_in_bay' })
})
