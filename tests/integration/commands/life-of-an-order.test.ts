import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { jobElapsedMs } from '@/lib/domain'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'
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

const step = (jobId: string, name: string) => ({ jobId, stepId: `basic-wash.${name}` })

test('from the counter through the bay to the bill and home', async () => {
  const services = [{ serviceId: 'basic-wash', optionIds: ['tyre-shine'] }]
  const orderID = await takeOrder(server, desk, { services, vehicleType: 'mpv_van', discount: 250, plate: 'wxy 88' })
  let state = await look(server)
  expect(state.order(orderID)).toMatchObject({
    stage: 'initiated',
    queue: 'regular',
    vehicle: { plate: 'WXY 88', type: 'mpv_van' },
    totalAmount: 1500 + 500 + 500 - 250,
    discount: 250,
  })
  expect(state.waiting('regular')).toContain(orderID)

  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  state = await look(server)
  expect(state.waiting('regular')).not.toContain(orderID)
  expect(state.order(orderID)).toMatchObject({
    stage: 'in_progress',
    overallStatus: 'in_progress',
    bayId: 'bay-1',
    queue: null,
  })
  const job = state.jobIn('bay-1')
  expect(state.bay('bay-1')).toMatchObject({ status: 'occupied', orderID, jobId: job.jobId })
  expect(job.steps.map(({ name, minutes }) => [name, minutes])).toEqual([
    ['Pre-wash', 5],
    ['Soap & Scrub', 15],
    ['Rinse', 5],
    ['Dry', 5],
    ['Tyre shine', 5],
  ])

  const { jobId } = job
  for (const one of [
    command('job.start', { jobId }),
    command('job.completeStep', step(jobId, 'pre-wash')),
    command('job.pause', { jobId }),
    command('job.start', { jobId }),
    command('job.completeStep', step(jobId, 'soap')),
    command('job.undoStep', step(jobId, 'soap')),
    command('job.completeStep', step(jobId, 'soap')),
    command('job.skipStep', { ...step(jobId, 'tyre-shine'), reason: 'no_supplies' }),
    command('job.completeStep', step(jobId, 'rinse')),
    command('job.finish', { jobId }),
  ]) {
    await apply(server, kiosk, one)
  }
  state = await look(server)
  expect(state.bay('bay-1')).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(state.order(orderID)).toMatchObject({ stage: 'billed', overallStatus: 'ready', bayId: null })

  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1000 }))
  expect((await look(server)).order(orderID)).toMatchObject({
    stage: 'billed',
    paymentStatus: 'pending',
    paidAmount: 1000,
  })
  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1250 }))
  expect((await look(server)).order(orderID)).toMatchObject({ stage: 'paid', paymentStatus: 'cash', paidAmount: 2250 })
  await apply(server, desk, command('order.setStage', { orderID, stage: 'completed' }))
  expect((await look(server)).order(orderID)).toMatchObject({ stage: 'completed', overallStatus: 'completed' })
})

test('a finish tapped by mistake brings the car back', async () => {
  const orderID = await takeOrder(server, desk)
  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'card', amount: 1500 }))
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  const { jobId } = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, command('job.start', { jobId }))
  for (const name of ['pre-wash', 'soap', 'rinse']) {
    await apply(server, kiosk, command('job.completeStep', step(jobId, name)))
  }
  await apply(server, kiosk, command('job.finish', { jobId }))
  expect((await look(server)).order(orderID).stage).toBe('paid')
  await apply(server, kiosk, command('job.undoStep', step(jobId, 'dry')))
  const state = await look(server)
  expect(state.bay('bay-1')).toMatchObject({ status: 'occupied', orderID, jobId })
  expect(state.order(orderID)).toMatchObject({ stage: 'in_progress', bayId: 'bay-1', paymentStatus: 'paid' })
  expect(state.jobIn('bay-1').steps.at(-1)).toMatchObject({ status: 'in_progress', finishedAt: null })
  await apply(server, kiosk, command('job.finish', { jobId }))
})

describe('five seconds to take back what the bay tapped', () => {
  const SETTLED = { version: expect.any(Number), updatedAt: expect.any(String) }
  /** A command given so many minutes ago. */
  const ago = (minutes: number) => ({ issuedAt: new Date(Date.now() - minutes * 60_000).toISOString() })

  async function carInBay(): Promise<string> {
    await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID: await takeOrder(server, desk) }))
    return (await look(server)).jobIn('bay-1').jobId
  }
  async function callOff(): Promise<void> {
    const { orderID } = (await look(server)).bay('bay-1')
    if (orderID) await apply(server, desk, command('order.cancel', { orderID }))
  }
  afterEach(callOff)

  test('start, step done and skip leave the job as it was', async () => {
    const jobId = await carInBay()
    const waiting = (await look(server)).jobIn('bay-1')
    await apply(server, kiosk, command('job.start', { jobId }))
    await apply(server, kiosk, command('job.undoStart', { jobId }))
    expect((await look(server)).jobIn('bay-1')).toEqual({ ...waiting, ...SETTLED })
    await apply(server, kiosk, command('job.start', { jobId }))
    const running = (await look(server)).jobIn('bay-1')
    for (const slip of [
      command('job.completeStep', step(jobId, 'pre-wash')),
      command('job.skipStep', { ...step(jobId, 'pre-wash'), reason: 'not_needed' }),
    ]) {
      await apply(server, kiosk, slip)
      await apply(server, kiosk, command('job.undoStep', step(jobId, 'pre-wash')))
      const { steps, ...job } = (await look(server)).jobIn('bay-1')
      expect(job).toEqual({ ...running, ...SETTLED, steps: undefined })
      expect(steps.map(({ status, skipReason }) => [status, skipReason])).toEqual(
        running.steps.map(({ status, skipReason }) => [status, skipReason]),
      )
    }
  })

  test('pause and resume take no time with them', async () => {
    const jobId = await carInBay()
    await apply(server, kiosk, command('job.start', { jobId }, ago(10)))
    await apply(server, kiosk, command('job.pause', { jobId }, ago(5)))
    await apply(server, kiosk, command('job.start', { jobId }, ago(5)))
    // Five minutes paused by mistake would show as five minutes; what is left is the way of two requests.
    expect((await look(server)).jobIn('bay-1')).toMatchObject({ status: 'in_progress', pausedAt: null })
    expect((await look(server)).jobIn('bay-1').pausedMs).toBeLessThan(60_000)
    await apply(server, kiosk, command('job.pause', { jobId }, ago(4)))
    await apply(server, kiosk, command('job.start', { jobId }, ago(2)))
    await apply(server, kiosk, command('job.pause', { jobId }, ago(2)))
    const job = (await look(server)).jobIn('bay-1')
    expect(job.status).toBe('paused')
    // Six of the ten minutes were worked, whenever one looks.
    expect(Math.abs(jobElapsedMs(job, Date.now()) - 6 * 60_000)).toBeLessThan(60_000)
  })

  test('a finish after a skipped last step brings the car back, its step still skipped', async () => {
    const jobId = await carInBay()
    await apply(server, kiosk, command('job.start', { jobId }))
    for (const name of ['pre-wash', 'soap', 'rinse']) {
      await apply(server, kiosk, command('job.completeStep', step(jobId, name)))
    }
    await apply(server, kiosk, command('job.skipStep', { ...step(jobId, 'dry'), reason: 'not_needed' }))
    const before = await look(server)
    await apply(server, kiosk, command('job.finish', { jobId }))
    expect((await look(server)).bay('bay-1')).toMatchObject({ status: 'available', orderID: null })
    await apply(server, kiosk, command('job.undoFinish', { jobId }))
    const after = await look(server)
    expect(after.jobIn('bay-1')).toEqual({ ...before.jobIn('bay-1'), ...SETTLED })
    expect(after.bay('bay-1')).toEqual({ ...before.bay('bay-1'), ...SETTLED })
    expect(after.order(before.jobIn('bay-1').orderID)).toMatchObject({ stage: 'in_progress', bayId: 'bay-1' })
  })

  test('a finish dated back takes back no money: late, the server’s clock must agree', async () => {
    const finished = async (paid: boolean) => {
      const jobId = await carInBay()
      await apply(server, kiosk, command('job.start', { jobId }))
      for (const name of ['pre-wash', 'soap', 'rinse', 'dry']) {
        await apply(server, kiosk, command('job.completeStep', step(jobId, name)))
      }
      const { orderID } = (await look(server)).jobIn('bay-1')
      await apply(server, kiosk, command('job.finish', { jobId }))
      const { totalAmount: amount } = (await look(server)).order(orderID)
      const pay = { orderID, action: 'pay', method: 'cash', amount }
      if (paid) await apply(server, desk, command('order.setPayment', pay))
      // Four hours later; only the clock is stood in for.
      const then = new Date(Date.now() - 4 * 3_600_000).toISOString()
      await askDatabase(server.dataDir, 'UPDATE orders SET stage_since = ? WHERE order_i_d = ?', then, orderID)
      await askDatabase(server.dataDir, 'UPDATE jobs SET finished_at = ? WHERE job_id = ?', then, jobId)
      return { jobId, issuedAt: new Date(Date.parse(then) + 30_000).toISOString() }
    }
    const late = async (paid: boolean) => {
      const { jobId, issuedAt } = await finished(paid)
      return sendOne(server, kiosk, command('job.undoFinish', { jobId }, { issuedAt }))
    }
    expect(await late(true)).toMatchObject({ status: 'rejected' })
    // What waited in the station while it was cut off is still a slip where nothing was built on it.
    expect(await late(false)).toMatchObject({ status: 'applied' })
  })

  test('what another has built on is not taken back', async () => {
    const jobId = await carInBay()
    await apply(server, kiosk, command('job.start', { jobId }))
    await apply(server, kiosk, command('job.completeStep', step(jobId, 'pre-wash')))
    expect(await sendOne(server, kiosk, command('job.undoStart', { jobId }))).toMatchObject({
      reason: 'rules.job.not_last',
    })
    for (const name of ['soap', 'rinse']) {
      await apply(server, kiosk, command('job.completeStep', step(jobId, name)))
    }
    await apply(server, kiosk, command('job.finish', { jobId }))
    const next = await carInBay()
    expect(await sendOne(server, kiosk, command('job.undoFinish', { jobId }))).toMatchObject({
      reason: 'rules.command.bay_taken',
    })
    expect((await look(server)).bay('bay-1').jobId).toBe(next)
  })
})

describe('cancelling', () => {
  test('takes a waiting car out of its queue', async () => {
    const orderID = await takeOrder(server, desk, { queue: 'vip' })
    await apply(server, desk, command('order.cancel', { orderID, reason: 'Rain' }))
    const state = await look(server)
    expect(state.waiting('vip')).not.toContain(orderID)
    expect(state.order(orderID)).toMatchObject({ stage: 'cancelled', queue: null, staffNotes: 'Cancelled: Rain' })
  })

  test('calls off the job and frees the bay', async () => {
    const orderID = await takeOrder(server, desk)
    await apply(server, desk, command('bay.assign', { bayId: 'bay-2', orderID }))
    const { jobId } = (await look(server)).jobIn('bay-2')
    await apply(server, server.asAdmin(), command('job.start', { jobId }))
    await apply(server, desk, command('order.cancel', { orderID }))
    const state = await look(server)
    expect(state.bay('bay-2')).toMatchObject({ status: 'available', orderID: null })
    expect(state.order(orderID)).toMatchObject({ stage: 'cancelled', bayId: null })
    expect(await sendOne(server, server.asAdmin(), command('job.pause', { jobId }))).toMatchObject({
      code: 'not_allowed',
    })
  })

  test('is refused while money is held, and says so', async () => {
    const orderID = await takeOrder(server, desk)
    await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'card', amount: 500 }))
    const refused = await sendOne(server, desk, command('order.cancel', { orderID }))
    expect(refused).toMatchObject({
      code: 'not_allowed',
      reason: 'rules.stage.noMoneyHeld',
      message: 'Money has been taken for this order. Refund it first.',
      current: { order: { orderID, paidAmount: 500 } },
    })
  })
})

test('a closed queue takes no new cars and keeps those it has', async () => {
  const orderID = await takeOrder(server, desk, { queue: 'remnant' })
  await apply(server, desk, command('queue.close', { queue: 'remnant' }))
  const refused = await sendOne(
    server,
    desk,
    command('queue.move', { orderID: 'AX-none', queue: 'remnant', before: null }),
  )
  expect(refused).toMatchObject({ code: 'not_found' })
  await expect(takeOrder(server, desk, { queue: 'remnant' })).rejects.toThrow('queue_closed')
  expect((await look(server)).waiting('remnant')).toEqual([orderID])
  await apply(server, desk, command('queue.open', { queue: 'remnant' }))
})

test('a site without billing completes its orders at the bay', async () => {
  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  const path = `/api/tenants/${docs[0]?.id}`
  await server.rest('PATCH', path, { billing: false, cleaningAfterJob: true })
  const orderID = await takeOrder(server, desk)
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  const { jobId } = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, command('job.start', { jobId }))
  for (const name of ['pre-wash', 'soap', 'rinse', 'dry']) {
    await apply(server, kiosk, command('job.skipStep', { ...step(jobId, name), reason: 'not_needed' }))
  }
  await apply(server, kiosk, command('job.finish', { jobId }))
  const state = await look(server)
  expect(state.order(orderID).stage).toBe('completed')
  expect(state.bay('bay-1').status).toBe('cleaning')
  await server.rest('PATCH', path, { billing: true, cleaningAfterJob: false })
  await apply(server, kiosk, command('bay.setStatus', { bayId: 'bay-1', status: 'available' }))
})
