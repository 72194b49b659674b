import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncEventSchema } from '@/lib/sync/protocol/events'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
}, 60_000)
afterAll(() => server?.stop())

test('a REST update of an order is on the stream, whole, under the next sequence number', async () => {
  const { doc } = await server.rest<{ doc: { id: number; version: number } }>('POST', '/api/orders', {
    orderID: 'AX-20260115-0001',
    stage: 'initiated',
    plate: 'WXY 1234',
    vehicleType: 'sedan',
  })
  expect(doc.version).toBe(1)
  const stream = await openSse(`${server.url}/api/v1/sync/events`, server.asAdmin())
  expect(stream.frames[0] ?? (await stream.wait(() => true))).toMatchObject({
    id: null,
    data: { eventType: 'connected' },
  })
  await stream.wait((frame) => frame.id !== null)

  await server.rest('PATCH', `/api/orders/${doc.id}`, { stage: 'in_progress' })

  const { data, id } = await stream.wait((frame) => frame.data?.eventType === 'stage_change')
  const event = syncEventSchema.parse(data)
  expect(event).toMatchObject({
    id,
    orderID: 'AX-20260115-0001',
    tenantId: 'main',
    actor: 'user:1',
    data: {
      previousStage: 'initiated',
      newStage: 'in_progress',
      order: { version: 2, vehicle: { plate: 'WXY 1234' } },
    },
  })
  stream.close()
})
