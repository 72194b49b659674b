import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { syncEventSchema } from '@/lib/domain/events'
import { onPostgres } from '../../support/chosen-database'
import { commandAsAdmin } from '../../support/orders'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

interface Page {
  events: { eventType: string; orderID?: string; data: Record<string, unknown> }[]
  lastEventId: string
  head: number
}

const page = async (after?: string): Promise<Page> => {
  const query = after ? `?lastEventId=${after}&limit=500` : ''
  const response = await fetch(`${server.url}/api/v1/sync/events${query}`, {
    headers: { ...server.asAdmin(), Accept: 'application/json' },
  })
  return (await response.json()) as Page
}

/** Events that come of doing something. */
async function eventsOf(work: () => Promise<unknown>): Promise<Page['events']> {
  const { lastEventId } = await page()
  await work()
  return (await page(lastEventId)).events
}

const typesOf = (events: Page['events']) => events.map(({ eventType }) => eventType)

describe('a change and its events', () => {
  test('an order is created, changed in several ways and deleted: each is told, each event is valid', async () => {
    const events = await eventsOf(async () => {
      const order = await server.createOrder({ totalAmount: 2500 })
      await server.updateOrder(order, { stage: 'billed' })
      await server.updateOrder(order, { paymentStatus: 'paid', paidAmount: 2500 })
      await server.updateOrder(order, { whatsappLinked: true, qrCodeGenerated: true })
      await server.updateOrder(order, { overallStatus: 'picked_up', customerNotes: 'call first' })
      await server.rest('DELETE', `/api/orders/${order.id}`)
    })
    expect(typesOf(events)).toEqual([
      'order_created',
      'stage_change',
      'status_update',
      'stage_change',
      'payment_update',
      'whatsapp_connected',
      'qr_generated',
      'status_update',
      'status_update',
      'order_deleted',
    ])
    for (const event of events) expect(syncEventSchema.safeParse(event).error).toBeUndefined()
    expect(events[7]?.data).toMatchObject({ changed: ['overallStatus'], newStatus: 'picked_up' })
    expect(events[8]?.data).toMatchObject({ changed: ['customerNotes'], newStatus: 'picked_up' })
  })

  test('a save that changes nothing public makes no event and no version', async () => {
    const order = await server.createOrder()
    const events = await eventsOf(() =>
      server.rest('PATCH', `/api/orders/${order.id}`, { stage: 'initiated', plate: 'TST 1234' }),
    )
    expect(events).toEqual([])
    const row = await server.rest<{ version: number }>('GET', `/api/orders/${order.id}`)
    expect(row.version).toBe(1)
  })

  test('queues, bays and jobs tell of their changes', async () => {
    const order = await server.createOrder()
    const { orderID } = order
    const events = await eventsOf(async () => {
      await commandAsAdmin(server, 'queue.move', { orderID, queue: 'vip', before: null })
      await commandAsAdmin(server, 'bay.setStatus', { bayId: 'bay-2', status: 'cleaning' })
      await commandAsAdmin(server, 'bay.assign', { bayId: 'bay-1', orderID })
    })
    expect(typesOf(events)).toEqual([
      'queue_update',
      'status_update',
      'queue_update',
      'queue_update',
      'queue_update',
      'stage_change',
      'status_update',
      'job_progress_update',
    ])
    expect(events[0]?.data.queue).toMatchObject({ queueId: 'vip', entries: [{ orderID }], version: 2 })
    expect(events[2]?.data.bay).toMatchObject({ bayId: 'bay-2', status: 'cleaning' })
    expect(events[7]).toMatchObject({ orderID, data: { bayId: 'bay-1' } })
    for (const event of events) expect(syncEventSchema.safeParse(event).error).toBeUndefined()
  })

  test('a save as the admin panel makes it (form data, select, depth) tells the same', async () => {
    const order = await server.createOrder()
    const events = await eventsOf(async () => {
      const form = new FormData()
      form.set('_payload', JSON.stringify({ stage: 'open', plate: 'PAN 1', staffNotes: 'from the panel' }))
      const response = await fetch(
        `${server.url}/api/orders/${order.id}?depth=0&select[plate]=true&fallback-locale=null`,
        {
          method: 'PATCH',
          headers: server.asAdmin(),
          body: form,
        },
      )
      expect(response.status).toBe(200)
    })
    expect(typesOf(events)).toEqual(['status_update'])
    // The form holds the stage as it was when it was opened: the server's stays.
    expect(events[0]?.data.order).toMatchObject({
      orderID: order.orderID,
      stage: 'initiated',
      vehicle: { plate: 'PAN 1' },
      staffNotes: 'from the panel',
    })
  })

  test('several are not edited nor deleted at once: what was done in between would be undone', async () => {
    const orders = [await server.createOrder(), await server.createOrder()]
    const where = `where[id][in]=${orders.map(({ id }) => id).join(',')}`
    const events = await eventsOf(async () => {
      const edit = server.rest('PATCH', `/api/orders?${where}`, { customerNotes: 'all of you' })
      await expect(edit).rejects.toThrow('403')
      await expect(server.rest('DELETE', `/api/orders?${where}`)).rejects.toThrow('403')
    })
    expect(events).toEqual([])
  })

  test('an order takes what it shows from its vehicle, customer and services', async () => {
    const vehicle = await server.rest<{ doc: { id: number } }>('POST', '/api/vehicles', {
      plate: 'JPN 77',
      type: 'mpv_van',
      make: 'Toyota',
    })
    const customer = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', {
      name: 'Aina',
      phone: '+60123',
    })
    const [event] = await eventsOf(() =>
      server.createOrder({
        vehicle: vehicle.doc.id,
        customer: customer.doc.id,
        services: [{ serviceId: 'basic-wash' }],
      }),
    )
    expect(event?.data.order).toMatchObject({
      vehicle: { plate: 'JPN 77', type: 'mpv_van', make: 'Toyota', colour: null },
      customer: { name: 'Aina', phone: '+60123' },
      services: [{ serviceId: 'basic-wash', minutes: expect.any(Number) }],
    })
    const order = event?.data.order as { totalAmount: number; services: { price: number }[] }
    expect(order.totalAmount).toBe(order.services[0]?.price)
    expect(order.totalAmount).toBeGreaterThan(0)
  })
})

/** By the database itself: a row in the event's place would be read by whoever reads the log meanwhile. */
const REFUSE_EVENTS = onPostgres
  ? [
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$`,
      'CREATE TRIGGER no_events BEFORE INSERT ON sync_events EXECUTE FUNCTION refuse()',
    ]
  : [`CREATE TRIGGER no_events BEFORE INSERT ON sync_events BEGIN SELECT RAISE(ABORT, 'no room'); END`]
const ALLOW_EVENTS = `DROP TRIGGER no_events${onPostgres ? ' ON sync_events' : ''}`

describe('a transaction that fails', () => {
  test('an event that cannot be written takes its change with it', async () => {
    const order = await server.createOrder()
    const { head } = await page()
    // The event's row is refused after the order's row was written.
    const { dataDir } = server
    for (const sql of REFUSE_EVENTS) await askDatabase(dataDir, sql)
    const refused = await fetch(`${server.url}/api/orders/${order.id}`, {
      method: 'PATCH',
      headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ plate: 'TST 2' }),
    })
    expect(refused.ok).toBe(false)
    const row = await server.rest<{ stage: string; version: number }>('GET', `/api/orders/${order.id}`)
    expect(row).toMatchObject({ stage: 'initiated', version: 1 })
    expect(await askDatabase(dataDir, `SELECT head FROM sync_heads WHERE tenant = 'main'`)).toEqual([{ head }])
    await askDatabase(dataDir, ALLOW_EVENTS)

    const events = await eventsOf(() => server.updateOrder(order, { plate: 'TST 2' }))
    expect(typesOf(events)).toEqual(['status_update'])
    expect((await page()).head).toBe(head + 1)
  })
})
