import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncEventSchema } from '@/lib/domain/events'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let server: TestServer

beforeAll(async () => {
  server = await startServer({ firstStart: true })
}, 60_000)
afterAll(() => server?.stop())

test('a REST update of an order is on the stream, whole, under the next sequence number', async () => {
  const { doc } = await server.rest<{ doc: { id: number; orderID: string; version: number } }>('POST', '/api/orders', {
    plate: 'WXY 1234',
    vehicleType: 'sedan',
  })
  expect(doc).toMatchObject({ version: 1, stage: 'initiated', orderID: expect.stringMatching(/^AX-\d{8}-0001$/) })
  const stream = await openSse(`${server.url}/api/v1/sync/events`, server.asAdmin())
  expect(stream.frames[0] ?? (await stream.wait(() => true))).toMatchObject({
    id: null,
    data: { eventType: 'connected' },
  })
  await stream.wait((frame) => frame.id !== null)

  await server.rest('PATCH', `/api/orders/${doc.id}`, { plate: 'WXY 1235' })

  const { data, id } = await stream.wait((frame) => frame.data?.eventType === 'status_update')
  const event = syncEventSchema.parse(data)
  expect(event).toMatchObject({
    id,
    orderID: doc.orderID,
    tenantId: 'main',
    actor: 'user:1',
    data: { changed: ['vehicle'], order: { version: 2, stage: 'initiated', vehicle: { plate: 'WXY 1235' } } },
  })
  stream.close()
})
