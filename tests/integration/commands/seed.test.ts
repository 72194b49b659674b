import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from '../../support/server'
import { apply, command, look } from './site'

test('a first start has bays, queues and a price list; a second adds nothing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-seed-'))
  try {
    for (const start of [1, 2]) {
      const server = await startServer({ dataDir, firstStart: true })
      const state = await look(server)
      const { docs } = await server.rest<{ docs: { serviceId: string; price: number }[] }>('GET', '/api/services')
      expect(state.bays.map(({ bayId }) => bayId).sort(), `start ${start}`).toEqual(['bay-1', 'bay-2'])
      expect(state.queues.map(({ queueId }) => queueId).sort()).toEqual(['regular', 'remnant', 'vip'])
      expect(state.orders).toEqual([])
      expect(docs.find(({ serviceId }) => serviceId === 'basic-wash')).toMatchObject({ price: 1500 })
      await server.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('the demo is a site one can work on', async () => {
  const server = await startServer({ env: { AX_DEMO: '1' } })
  const state = await look(server)
  expect(state.bays).toHaveLength(4)
  expect(new Set(state.orders.map(({ stage }) => stage))).toEqual(
    new Set(['initiated', 'open', 'in_progress', 'billed', 'paid', 'completed', 'cancelled']),
  )
  const waiting = state.queues.flatMap(({ entries }) => entries.map(({ orderID }) => orderID))
  expect(waiting.toSorted()).toEqual(
    state.orders
      .filter(({ queue }) => queue !== null)
      .map(({ orderID }) => orderID)
      .toSorted(),
  )
  for (const bay of state.bays.filter(({ jobId }) => jobId !== null)) {
    expect(state.jobs.find(({ jobId }) => jobId === bay.jobId)).toMatchObject({
      orderID: bay.orderID,
      bayId: bay.bayId,
    })
  }
  const running = state.jobIn('bay-1')
  const step = running.steps.find(({ status }) => status === 'in_progress')
  await apply(server, server.asAdmin(), command('job.completeStep', { jobId: running.jobId, stepId: step?.stepId }))
  await server.stop()
})
