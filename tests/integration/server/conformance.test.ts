import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runConformance } from '@/scripts/conformance/run.mjs'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { AX_HEARTBEAT_MS: '500' } })
  await server.rest('POST', '/api/services', { serviceId: 'any-wash', name: 'Any wash', price: 1_500, tenant: 'main' })
})
afterAll(() => server?.stop())

test('this server speaks the protocol: every case of `npm run conformance`', async () => {
  const { Authorization = '' } = server.asStation() as Record<string, string>
  const results = await runConformance({ url: server.url, token: Authorization, service: 'any-wash' })
  expect(
    results
      .filter(({ error }) => error)
      .map(({ group, name, error }) => `${group}: ${name}: ${error?.message.slice(0, 300)}`),
  ).toEqual([])
  expect(results.length).toBeGreaterThanOrEqual(150)
})

const get = async (path: string, headers: Record<string, string> = server.asStation()) =>
  (
    await rawRequest(`${server.url}/api/v1/sync/${path}`, { headers: { Accept: 'application/json', ...headers } })
  ).json()

test('what it answers is what its descriptions say, which it gives to anybody', async () => {
  const [http, stream] = [await get('openapi.json', {}), await get('asyncapi.json', {})]
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  ajv.addSchema({ ...http, $id: 'http' }).addSchema({ ...stream, $id: 'stream' })
  const matches = (reference: string, value: unknown) => {
    const validate = ajv.getSchema(reference)
    expect(validate, reference).toBeDefined()
    validate?.(value)
    expect(validate?.errors ?? [], reference).toEqual([])
  }
  const { orderID } = await server.createOrder()
  const answers = {
    Snapshot: 'snapshot',
    EventPage: 'events',
    Health: 'health',
    PastOrders: 'orders?text=AX',
    History: `history?orderID=${orderID}`,
    People: 'people',
    Error: 'events?limit=0',
  }
  for (const [name, path] of Object.entries(answers)) matches(`http#/components/schemas/${name}`, await get(path))
  matches('http#/components/schemas/Error', await get('events', {}))

  matches('http#/components/schemas/Sites', await get('sites', server.asAdmin()))
  const sites = await openSse(`${server.url}/api/v1/sync/sites`, server.asAdmin())
  await server.createOrder()
  for (const name of ['sites', 'site', 'heartbeat']) {
    const { data } = await sites.wait((frame) => frame.data?.eventType === name)
    matches(`stream#/components/messages/${name === 'heartbeat' ? 'sites_heartbeat' : name}/payload`, data)
  }
  sites.close()

  const { epoch } = await get('events')
  const sse = await openSse(`${server.url}/api/v1/sync/events?lastEventId=event_${epoch}_0`, server.asStation())
  await sse.wait(({ data }) => data?.eventType === 'heartbeat')
  sse.close()
  const types = new Set(sse.frames.flatMap(({ data }) => data?.eventType ?? []))
  expect([...types]).toEqual(
    expect.arrayContaining(['connected', 'order_created', 'job_progress_update', 'concern_update']),
  )
  for (const { data } of sse.frames) if (data) matches(`stream#/components/messages/${data.eventType}/payload`, data)
})
