import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshotSchema } from '@/lib/sync/car-wash/wire'
import { errorBodySchema, healthSchema } from '@/lib/sync/protocol/responses'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const get = (path: string, headers: Record<string, string> = server.asAdmin()) =>
  rawRequest(`${server.url}/api/v1/sync/${path}`, { headers: { Accept: 'application/json', ...headers } })

describe('the error table', () => {
  test.each([
    ['events?limit=0', 'limit'],
    ['events?limit=501', 'limit'],
    ['events?limit=many', 'limit'],
    ['events?limit=1&limit=2', 'limit'],
    ['events?orderID=', 'orderID'],
    ['events?orderID=../../etc', 'orderID'],
    ['events?eventTypes=stage_change,nonsense', 'eventTypes'],
    ['events?eventTypes=', 'eventTypes'],
    ['events?bayId=Bay 1', 'bayId'],
    ['events?tenantId=__proto__', 'tenantId'],
    ['events?lastEventId=12', 'lastEventId'],
    ['events?lastEventId=event_k3f9_-1', 'lastEventId'],
    ['snapshot?tenantId=A', 'tenantId'],
  ])('400 bad_parameter: %s', async (path, field) => {
    const response = await get(encodeURI(path))
    expect(response.status).toBe(400)
    const { error } = errorBodySchema.parse(response.json())
    expect(error).toMatchObject({ code: 'bad_parameter', field })
    expect(error.message).not.toMatch(/ at .*\.(js|ts)/)
  })

  test('400 bad_parameter: a Last-Event-ID that is not one, an Accept nobody can serve', async () => {
    const wrongId = await get('events', { ...server.asAdmin(), 'Last-Event-ID': 'x' })
    expect([wrongId.status, wrongId.json().error.field]).toEqual([400, 'lastEventId'])
    const wrongAccept = await get('events', { ...server.asAdmin(), Accept: 'image/png' })
    expect([wrongAccept.status, wrongAccept.json().error.field]).toEqual([400, 'Accept'])
  })

  test('401 unauthorized: nobody, a wrong key, a wrong token', async () => {
    for (const path of ['events', 'snapshot', 'metrics']) {
      for (const headers of [{}, { Authorization: 'stations API-Key nope' }, { Authorization: 'JWT nope' }]) {
        const response = await get(path, headers as Record<string, string>)
        expect([response.status, response.json().error.code]).toEqual([401, 'unauthorized'])
      }
    }
  })

  test('403 forbidden: what is for others', async () => {
    const metrics = await get('metrics', server.asStation())
    expect([metrics.status, metrics.json().error.code]).toEqual([403, 'forbidden'])
    const tenant = await get('events?tenantId=elsewhere', server.asStation())
    expect([tenant.status, tenant.json().error]).toEqual([
      403,
      expect.objectContaining({ code: 'forbidden', field: 'tenantId' }),
    ])
  })

  test('404 no_such_site, and not_found: no such address', async () => {
    expect((await get('events?tenantId=elsewhere')).json().error).toMatchObject({
      code: 'no_such_site',
      field: 'tenantId',
    })
    for (const path of ['', 'nothing', 'constructor', 'events/1']) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
  })

  test('405 method_not_allowed, with Allow', async () => {
    const response = await rawRequest(`${server.url}/api/v1/sync/events`, {
      method: 'DELETE',
      headers: server.asAdmin(),
    })
    expect([response.status, response.headers.allow, response.json().error.code]).toEqual([
      405,
      'GET',
      'method_not_allowed',
    ])
  })

  test('400 bad_body: not JSON, not a command, too large', async () => {
    const post = (body: string) =>
      rawRequest(`${server.url}/api/v1/sync/commands`, { method: 'POST', headers: server.asAdmin(), body })
    expect((await post('{')).json().error.code).toBe('bad_body')
    const wrong = (await post('{"commands":[{"id":"1"}]}')).json().error
    expect(wrong).toMatchObject({ code: 'bad_body', field: expect.stringContaining('commands.0') })
    expect((await post(`{"commands":"${'x'.repeat(1_100_000)}"}`)).json().error.code).toBe('bad_body')
  })

  test('429 rate_limited, with Retry-After, for one account and not for another', async () => {
    const strict = await startServer({ env: { AX_RATE_PER_MINUTE: '5' } })
    try {
      const ask = (headers: Record<string, string>) => rawRequest(`${strict.url}/api/v1/sync/snapshot`, { headers })
      for (let index = 0; index < 5; index += 1) expect((await ask(strict.asStation())).status).toBe(200)
      const refused = await ask(strict.asStation())
      expect([refused.status, refused.json().error.code]).toEqual([429, 'rate_limited'])
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      expect((await ask(strict.asAdmin())).status).toBe(200)
    } finally {
      await strict.stop()
    }
  })

  test('shutting down: streams end in good order, the process is gone in 3 s with code 0', async () => {
    const starting = performance.now()
    const leaving = await startServer()
    // On a busy machine, where starting takes longer than that, leaving may take as long.
    const limit = Math.max(3_000, performance.now() - starting)
    const stream = await openSse(`${leaving.url}/api/v1/sync/events`, leaving.asAdmin())
    await stream.wait((frame) => frame.data?.eventType === 'connected')
    const before = performance.now()
    expect(await leaving.stop()).toBe(0)
    expect(performance.now() - before).toBeLessThan(limit)
    await expect.poll(() => stream.ended).toBe(true)
  })
})

describe('what needs no more than asking', () => {
  test('health, to anyone', async () => {
    const response = await get('health', {})
    expect(response.status).toBe(200)
    const health = healthSchema.parse(response.json())
    expect(health).toMatchObject({ status: 'ok', protocol: PROTOCOL_VERSION, epoch: null, head: null })
    // How far the log is, to those who may follow it.
    const told = healthSchema.parse((await get('health')).json())
    expect(told).toMatchObject({ status: 'ok', epoch: expect.any(String), head: expect.any(Number) })
  })

  test('the snapshot, in the documented form, at the head it names', async () => {
    const order = await server.createOrder({ staffNotes: 'for staff' })
    const response = await get('snapshot')
    const snapshot = snapshotSchema.parse(response.json())
    expect(snapshot.orders.find(({ orderID }) => orderID === order.orderID)?.staffNotes).toBe('for staff')
    expect(snapshot.queues.map(({ queueId }) => queueId).sort()).toEqual(['regular', 'remnant', 'vip'])
    expect(snapshot.lastEventId).toBe(`event_${snapshot.epoch}_${snapshot.head}`)
    expect((await get('health')).json().head).toBe(snapshot.head)
  })

  test('the snapshot of a server that is written to is one moment: the events after it give the next one', async () => {
    const orders = await Promise.all([server.createOrder(), server.createOrder(), server.createOrder()])
    let writing = true
    const writer = (async () => {
      for (let round = 1; writing; round += 1) {
        for (const order of orders) await server.updateOrder(order, { customerNotes: `round ${round}` })
      }
    })()
    try {
      for (let index = 0; index < 15; index += 1) {
        const snapshot = snapshotSchema.parse((await get('snapshot')).json())
        const page = (await get(`events?lastEventId=${snapshot.lastEventId}&limit=500`)).json()
        for (const { orderID } of orders) {
          const now = snapshot.orders.find((order) => order.orderID === orderID)
          const next = page.events.find((event: { orderID?: string }) => event.orderID === orderID)
          if (next) expect(next.data.order.version).toBe((now?.version ?? 0) + 1)
        }
      }
    } finally {
      writing = false
      await writer
    }
  })

  test('metrics, to administrators', async () => {
    const response = await get('metrics')
    expect(response.status).toBe(200)
    expect(response.body.toString()).toContain('ax_sync_requests_total')
  })
})

describe('other origins', () => {
  const asking = (origin: string) => ({ ...server.asAdmin(), Origin: origin })

  test('are not let in unless listed', async () => {
    expect((await get('health', asking('https://evil.example'))).headers['access-control-allow-origin']).toBeUndefined()
    const listed = await startServer({ env: { AX_ORIGINS: 'https://shop.example' } })
    try {
      const preflight = await rawRequest(`${listed.url}/api/v1/sync/events`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET' },
      })
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': 'https://shop.example',
        'access-control-allow-credentials': 'true',
      })
      // What is refused in front of the endpoints too: a page that may not read the answer learns nothing of why.
      for (const Authorization of [
        'stations API-Key opens-nothing',
        'Bearer axread1.x.y',
        `JWT ${listed.adminToken}`,
      ]) {
        const { headers } = await rawRequest(`${listed.url}/api/v1/sync/events?limit=0`, {
          headers: { Origin: 'https://shop.example', Accept: 'application/json', Authorization },
        })
        expect([Authorization, headers['access-control-allow-origin']]).toEqual([Authorization, 'https://shop.example'])
      }
    } finally {
      await listed.stop()
    }
  })

  test('cannot use the session cookie; the page itself can', async () => {
    const cookie = `${server.cookieName}=${server.adminToken}`
    const ask = (origin?: string) =>
      rawRequest(`${server.url}/api/v1/sync/snapshot`, {
        headers: { Cookie: cookie, ...(origin ? { Origin: origin } : {}) },
      })
    expect((await ask('https://evil.example')).status).toBe(401)
    expect((await ask(server.url)).status).toBe(200)
    expect((await ask()).status).toBe(200)
    const crossSite = await rawRequest(`${server.url}/api/v1/sync/snapshot`, {
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(crossSite.status).toBe(401)
  })
})
