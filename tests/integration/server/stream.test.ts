import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { syncEventSchema } from '@/lib/domain/events'
import { connectedDataSchema, heartbeatDataSchema, resetDataSchema } from '@/lib/sync/protocol/frames'
import { rawRequest } from '../../support/http'
import { commandAsAdmin } from '../../support/orders'
import { startServer, type TestServer } from '../../support/server'
import { openSse, type SseClient } from '../../support/sse-client'

const HEARTBEAT_MS = 300

let server: TestServer
const open: SseClient[] = []

beforeAll(async () => {
  server = await startServer({ env: { AX_HEARTBEAT_MS: String(HEARTBEAT_MS) } })
})
afterAll(async () => {
  for (const client of open) client.close()
  await server?.stop()
})

async function stream(query = '', headers: Record<string, string> = {}): Promise<SseClient> {
  const client = await openSse(`${server.url}/api/v1/sync/events${query}`, { ...server.asAdmin(), ...headers })
  open.push(client)
  return client
}

async function cursor(): Promise<{ epoch: string; head: number; lastEventId: string }> {
  const response = await rawRequest(`${server.url}/api/v1/sync/events`, {
    headers: { ...server.asAdmin(), Accept: 'application/json' },
  })
  return response.json()
}

const seqs = (client: SseClient) => client.events().map(({ id }) => Number(id?.split('_')[2]))

describe('a stream', () => {
  test('begins with `connected`, has headers against buffering, and beats', async () => {
    const client = await stream()
    const heartbeat = await client.wait((frame) => frame.data?.eventType === 'heartbeat')
    expect(client.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    const [first] = client.frames
    expect(first?.id).toBeNull()
    expect(first?.data.eventType).toBe('connected')
    const { epoch, head, heartbeatInterval } = connectedDataSchema.parse(first?.data.data)
    expect(heartbeatInterval).toBe(HEARTBEAT_MS)
    const beat = heartbeatDataSchema.parse(heartbeat.data.data)
    expect(heartbeat.id).toBeNull()
    expect(beat.activeConnections).toBeGreaterThanOrEqual(1)
    expect(beat.head).toBe(head)
    expect((await cursor()).epoch).toBe(epoch)
  })

  test('without a cursor: live only', async () => {
    const order = await server.createOrder()
    const client = await stream()
    await client.wait((frame) => frame.id !== null)
    await server.updateOrder(order, { customerNotes: 'live' })
    await client.wait((frame) => frame.data?.eventType === 'status_update')
    expect(client.events()).toHaveLength(1)
  })

  test('with a cursor: what it misses, then live; the header wins over the parameter', async () => {
    const { head, lastEventId } = await cursor()
    const order = await server.createOrder()
    await server.updateOrder(order, { customerNotes: 'missed' })
    const late = await cursor()
    const client = await stream(`?lastEventId=${late.lastEventId}`, { 'Last-Event-ID': lastEventId })
    await client.wait((frame) => frame.data?.eventType === 'status_update')
    await server.updateOrder(order, { customerNotes: 'live' })
    await client.wait((frame) => frame.data?.data?.order?.customerNotes === 'live')
    expect(seqs(client)).toEqual([head + 1, head + 2, head + 3])
    for (const { data } of client.events()) expect(syncEventSchema.safeParse(data).error).toBeUndefined()
  })

  test('many readers that join while events are written miss none and double none', async () => {
    const { head, lastEventId } = await cursor()
    // Each an order of its own: of two who edit the same one at once, the later may be told so.
    const orders = await Promise.all(Array.from({ length: 4 }, () => server.createOrder()))
    let written = 1
    let writing = true
    const writers = orders.map(async (order) => {
      while (writing) {
        written += 1
        await server.updateOrder(order, { customerNotes: `note ${written}` })
      }
    })
    const clients: SseClient[] = []
    for (let index = 0; index < 40; index += 1) clients.push(await stream(`?lastEventId=${lastEventId}`))
    writing = false
    await Promise.all(writers)
    const last = (await cursor()).head
    expect(last - head).toBeGreaterThan(40)
    const every = Array.from({ length: last - head }, (_, index) => head + 1 + index)
    for (const client of clients) {
      await client.wait((frame) => frame.id?.endsWith(`_${last}`) === true)
      expect(seqs(client)).toEqual(every)
      client.close()
    }
  })

  test('gzip when the client takes it, each event at once, a whole stream at the end', async () => {
    const controller = await stream('', { 'Accept-Encoding': 'gzip' })
    expect(controller.headers['content-encoding']).toBe('gzip')
    controller.close()
    // A stream read by a decompressor: fetch shows each event as it comes.
    const abort = new AbortController()
    const response = await fetch(`${server.url}/api/v1/sync/events`, {
      headers: { ...server.asAdmin(), Accept: 'text/event-stream', 'Accept-Encoding': 'gzip' },
      signal: abort.signal,
    })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const decoder = new TextDecoder()
    let text = ''
    const until = async (needle: string) => {
      while (!text.includes(needle)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`ended before ${needle}`)
        text += decoder.decode(value, { stream: true })
      }
    }
    await until('"eventType":"connected"')
    const order = await server.createOrder()
    await until(order.orderID)
    await until('"eventType":"heartbeat"')
    abort.abort()
    await reader.cancel().catch(() => undefined)
  })
})

describe('filters', () => {
  test('orderID, eventTypes and the alias of stage_change', async () => {
    const [mine, other] = [await server.createOrder(), await server.createOrder()]
    const client = await stream(`?orderID=${mine.orderID}&eventTypes=order_stage_change`)
    await client.wait((frame) => frame.id !== null)
    await server.updateOrder(other, { stage: 'open' })
    await server.updateOrder(mine, { customerNotes: 'not asked for' })
    await server.updateOrder(mine, { stage: 'open' })
    const frame = await client.wait((one) => one.data?.eventType === 'order_stage_change')
    expect(syncEventSchema.parse(frame.data)).toMatchObject({ orderID: mine.orderID, data: { newStage: 'open' } })
    expect(client.events()).toHaveLength(1)
  })

  test('bayId: the bay itself, its jobs and orders, also as they leave it', async () => {
    const [mine, other] = [await server.createOrder(), await server.createOrder()]
    const client = await stream('?bayId=bay-2')
    await client.wait((frame) => frame.id !== null)
    await server.updateOrder(mine, { customerNotes: 'not in a bay yet' })
    await commandAsAdmin(server, 'bay.assign', { bayId: 'bay-2', orderID: mine.orderID })
    await commandAsAdmin(server, 'bay.assign', { bayId: 'bay-1', orderID: other.orderID })
    await commandAsAdmin(server, 'order.cancel', { orderID: mine.orderID })
    await commandAsAdmin(server, 'bay.setStatus', { bayId: 'bay-2', status: 'cleaning' })
    await client.wait((frame) => frame.data?.data?.bay?.status === 'cleaning')
    const told = client.events().map(({ data: { data } }) => {
      const { order, job, bay } = data
      return order ? `order ${order.stage}` : job ? `job ${job.status}` : `bay ${bay.status}`
    })
    expect(told).toEqual([
      ...['bay occupied', 'order in_progress', 'order in_progress', 'job pending'],
      ...['job cancelled', 'bay available', 'order cancelled', 'order cancelled'],
      'bay cleaning',
    ])
  })

  test('the cursor moves past events the filter left out', async () => {
    const order = await server.createOrder()
    const client = await stream('?eventTypes=qr_generated')
    await client.wait((frame) => frame.id !== null)
    await server.updateOrder(order, { stage: 'open' })
    const { lastEventId } = await cursor()
    const advance = await client.wait((frame) => frame.id === lastEventId)
    expect(advance.data).toBeNull()
    expect(client.events()).toHaveLength(0)
  })
})

describe('a cursor that cannot be honoured', () => {
  const resetOf = async (id: string) => {
    const client = await stream(`?lastEventId=${id}`)
    const frame = await client.wait(({ data }) => data?.eventType === 'reset')
    expect(frame.id).toBeNull()
    expect(client.events()).toHaveLength(0)
    return { client, reset: resetDataSchema.parse(frame.data.data) }
  }

  test('of another epoch: told, then live', async () => {
    const { epoch, head } = await cursor()
    const { client, reset } = await resetOf('event_zzzz_1')
    expect(reset).toEqual({ reason: 'epoch_changed', head, epoch })
    const order = await server.createOrder()
    expect((await client.wait((frame) => frame.data?.orderID === order.orderID)).id).toBe(`event_${epoch}_${head + 1}`)
  })

  test('from the future: the log went back, so it begins a new epoch, and every other reader is told too', async () => {
    const { epoch, head, lastEventId } = await cursor()
    const other = await stream(`?lastEventId=${lastEventId}`)
    const { client, reset } = await resetOf(`event_${epoch}_${head + 50}`)
    expect(reset).toMatchObject({ reason: 'ahead', head })
    expect(reset.epoch).not.toBe(epoch)
    await expect.poll(() => other.ended).toBe(true)
    expect((await resetOf(lastEventId)).reset).toEqual({ reason: 'epoch_changed', head, epoch: reset.epoch })
    const order = await server.createOrder()
    const event = await client.wait((frame) => frame.data?.orderID === order.orderID)
    expect(event.id).toBe(`event_${reset.epoch}_${head + 1}`)
  })
})

describe('pages', () => {
  const page = (query: string, headers: Record<string, string> = {}) =>
    rawRequest(`${server.url}/api/v1/sync/events${query}`, {
      headers: { ...server.asAdmin(), Accept: 'application/json', ...headers },
    })

  test('the same events as the stream, in the same order, page by page', async () => {
    const { lastEventId, head } = await cursor()
    const client = await stream(`?lastEventId=${lastEventId}`)
    const order = await server.createOrder()
    for (let index = 0; index < 6; index += 1) await server.updateOrder(order, { customerNotes: `page ${index}` })
    await client.wait((frame) => frame.id?.endsWith(`_${head + 7}`) === true)
    const events: unknown[] = []
    let at = lastEventId
    for (;;) {
      const { events: some, lastEventId: next, hasMore } = (await page(`?lastEventId=${at}&limit=3`)).json()
      events.push(...some)
      at = next
      if (!hasMore) break
    }
    expect(events).toEqual(client.events().map(({ data }) => data))
    expect(events).toHaveLength(7)
  })

  test('304 when nothing is new, 200 when something is', async () => {
    const { lastEventId } = await cursor()
    const first = await page(`?lastEventId=${lastEventId}`)
    expect(first.json()).toMatchObject({ events: [], lastEventId, hasMore: false, reset: null })
    const etag = String(first.headers.etag)
    const second = await page(`?lastEventId=${lastEventId}`, { 'If-None-Match': etag })
    expect([second.status, second.body.length]).toEqual([304, 0])
    await server.createOrder()
    const third = await page(`?lastEventId=${lastEventId}`, { 'If-None-Match': etag })
    expect(third.status).toBe(200)
    expect(third.json().events).toHaveLength(1)
  })

  test('a filtered page moves the cursor past what it leaves out', async () => {
    const { lastEventId } = await cursor()
    await server.createOrder()
    const now = await cursor()
    const body = (await page(`?lastEventId=${lastEventId}&eventTypes=qr_generated`)).json()
    expect(body).toMatchObject({ events: [], lastEventId: now.lastEventId, head: now.head, hasMore: false })
  })

  test('a cursor that cannot be honoured says so', async () => {
    const { epoch, head, lastEventId } = await cursor()
    const of = async (id: string) => (await page(`?lastEventId=${id}`)).json()
    expect(await of('event_zzzz_1')).toMatchObject({ reset: 'epoch_changed', events: [], lastEventId, head })
    expect(await of(`event_${epoch}_${head + 1}`)).toMatchObject({ reset: 'ahead', events: [] })
  })

  test('gzip when the client takes it', async () => {
    const { epoch } = await cursor()
    const response = await page(`?lastEventId=event_${epoch}_0&limit=50`, { 'Accept-Encoding': 'gzip' })
    expect(response.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(response.body).toString()).events.length).toBeGreaterThan(1)
  })
})
