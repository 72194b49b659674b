import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { allPaths, DOCUMENT_KINDS, type DocumentKind, visiblePaths } from '@/cms/access/visible-fields'
import { syncEventSchema } from '@/lib/domain'
import { snapshotSchema } from '@/lib/sync/car-wash/wire'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { serviceAccount } from '../../support/service-account'
import { openSse } from '../../support/sse-client'

/**
 * A site in which every field holds something that is found again, read over every channel as every audience: exactly the
 * fields of the table arrive, and nothing that is hidden stands anywhere in the bytes.
 */

/** What stands in a field, by its path; values that cannot be chosen are read off the administrator's snapshot. */
const MARKS = {
  'order.vehicle.make': 'MARK-make',
  'order.vehicle.colour': 'MARK-colour',
  'order.customer.name': 'MARK-customer',
  'order.customer.phone': '+60999000111',
  'order.services.serviceId': 'mark-service',
  'order.services.name': 'MARK wash',
  'order.services.price': '619999999',
  'order.services.options.optionId': 'mark-option',
  'order.services.options.name': 'MARK wax',
  'order.services.options.price': '7654321',
  'order.totalAmount': '618765432',
  'order.discount': '1234567',
  'order.paidAmount': '87654321',
  'order.currency': 'XTS',
  'order.customerNotes': 'MARK-for-the-order',
  'order.staffNotes': 'MARK-for-staff',
  'queue.name': 'MARK-queue',
  'bay.statusReason': 'no_water',
  'job.notes': 'MARK-for-the-job',
  'job.steps.stepId': 'mark-service.mark-step',
  'job.steps.name': 'MARK rinse',
  'job.steps.skipReason': 'damage_risk',
  'concern.action': 'MARK-for-the-desk',
  'shift.note': 'MARK-of-the-drawer',
  'event.actor': 'station:mark-desk',
  'event.commandId': '00000000-0000-4000-8000-00000000c0de',
} as const
type Mark = keyof typeof MARKS

const PASSWORD = 'a long enough one'
const CHANNELS = ['live', 'catch-up', 'page', 'snapshot'] as const
const READERS = ['customer', 'board', 'bay', 'cashier', 'staff'] as const satisfies readonly Audience[]
type Reader = (typeof READERS)[number]

let server: TestServer
let headers: Record<Audience, Record<string, string>>
let order: { id: number; orderID: string }
let deleted: string
/** What each reader got over each channel, as it came. */
const raw: Record<string, string> = {}
let enteredAt = ''

beforeAll(async () => {
  server = await startServer({ station: { name: 'mark-desk', role: 'cashier' } })
  const { rest } = server
  const key = async (name: string, role: string, bay?: string) =>
    (await keyHolder(server, 'stations', { name, role, bay })).headers
  const { doc: customer } = await rest<{ doc: { id: number } }>('POST', '/api/customers', {
    name: MARKS['order.customer.name'],
    phone: MARKS['order.customer.phone'],
  })
  const person = async (role: 'customer' | 'staff', rest_: object = {}) => {
    const email = `${role}@example.test`
    await rest('POST', '/api/users', { email, password: PASSWORD, role, tenant: 'main', ...rest_ })
    const login = await rawRequest(`${server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    return { Authorization: `JWT ${login.json().token}` }
  }
  headers = {
    customer: await person('customer', { customer: customer.id }),
    board: await key('board', 'board'),
    bay: await key('kiosk', 'bay', 'bay-3'),
    cashier: server.asStation(),
    staff: await person('staff'),
    service: (await serviceAccount(server)).headers,
  }
  const { docs: sites } = await rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  await rest('PATCH', `/api/tenants/${sites[0]?.id}`, { currency: MARKS['order.currency'] })
  await rest('POST', '/api/services', {
    serviceId: MARKS['order.services.serviceId'],
    name: MARKS['order.services.name'],
    price: 612345678,
    taxPercent: 8,
    steps: [
      { key: 'mark-step', name: MARKS['job.steps.name'], minutes: 7 },
      { key: 'mark-next', name: 'MARK rinse again', minutes: 9 },
    ],
    options: [{ optionId: 'mark-option', name: MARKS['order.services.options.name'], price: 7654321, minutes: 3 }],
  })

  const here = async (reader: Reader) =>
    (await read('/api/v1/sync/events', headers[reader])).json().lastEventId as string
  const readers = await Promise.all(
    READERS.map(async (reader) => {
      const start = await here(reader)
      const stream = await openSse(`${server.url}/api/v1/sync/events?lastEventId=${start}`, headers[reader])
      await stream.wait(({ data }) => data?.eventType === 'connected')
      return { reader, start, stream }
    }),
  )
  await fill(customer.id)
  for (const { reader, start, stream } of readers) {
    const end = await here(reader)
    await stream.wait(({ id }) => id === end, 20_000)
    raw[`live ${reader}`] = JSON.stringify(stream.frames)
    stream.close()
    const again = await openSse(`${server.url}/api/v1/sync/events?lastEventId=${start}`, headers[reader])
    await again.wait(({ id }) => id === end, 20_000)
    raw[`catch-up ${reader}`] = JSON.stringify(again.frames)
    again.close()
    const page = await read(`/api/v1/sync/events?limit=500&lastEventId=${start}`, headers[reader])
    raw[`page ${reader}`] = page.body.toString()
    const filtered = await read(`/api/v1/sync/events?limit=500&bayId=bay-2&lastEventId=${start}`, headers[reader])
    raw[`filtered ${reader}`] = filtered.body.toString()
    raw[`snapshot ${reader}`] = (await read('/api/v1/sync/snapshot', headers[reader])).body.toString()
  }
}, 120_000)
afterAll(() => server?.stop())

const read = (path: string, who: Record<string, string>) =>
  rawRequest(`${server.url}${path}`, { headers: { Accept: 'application/json', ...who } })

async function command(who: Record<string, string>, type: string, payload: object, more: object = {}) {
  const issuedAt = new Date().toISOString()
  const body = JSON.stringify({
    commands: [{ id: randomUUID(), type, payload, issuedAt, ...more }],
    sentAt: new Date().toISOString(),
  })
  const answer = await rawRequest(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...who, 'Content-Type': 'application/json' },
    body,
  })
  const result = answer.json().results?.[0]
  return { answer, result, repeat: () => send(who, body) }
}
const send = (who: Record<string, string>, body: string) =>
  rawRequest(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...who, 'Content-Type': 'application/json' },
    body,
  })

async function apply(who: Record<string, string>, type: string, payload: object, more: object = {}) {
  const { result } = await command(who, type, payload, more)
  expect({ type, ...result }).toMatchObject({ status: 'applied' })
  return result
}

/** Takes an order through its life, so that every field and every type of event has been there. */
async function fill(customer: number): Promise<void> {
  const { cashier, staff } = headers
  const { rest } = server
  const services = [{ serviceId: MARKS['order.services.serviceId'], optionIds: ['mark-option'] }]
  const taking = { vehicleType: 'heavy_bike', services, discount: 1234567, customerNotes: MARKS['job.notes'] }
  const who = { name: MARKS['order.customer.name'], phone: MARKS['order.customer.phone'] }
  const at = { issuedAt: new Date(Date.now() - 5 * 60_000).toISOString() }
  const take = async (plate: string) => {
    const { orderID } = await apply(cashier, 'order.create', { plate, customer: who, ...taking }, at)
    const { docs } = await rest<{ docs: { id: number; orderID: string }[] }>(
      'GET',
      `/api/orders?where[orderID][equals]=${orderID}&depth=0`,
    )
    const made = docs[0] as { id: number; orderID: string }
    await rest('PATCH', `/api/orders/${made.id}`, {
      customer,
      make: MARKS['order.vehicle.make'],
      colour: MARKS['order.vehicle.colour'],
      staffNotes: MARKS['order.staffNotes'],
    })
    return made
  }
  const waiting = await take('PLATE 1')
  order = await take('PLATE 2')
  const gone = await take('PLATE 3')
  deleted = gone.orderID
  await rest('DELETE', `/api/orders/${gone.id}`)
  const { orderID } = order
  for (const [collection, name] of [['queues', MARKS['queue.name']]] as const) {
    const { docs } = await rest<{ docs: { id: number }[] }>('GET', `/api/${collection}?limit=1`)
    await rest('PATCH', `/api/${collection}/${docs[0]?.id}`, { name })
  }
  await rest('POST', '/api/bays', { bayId: 'bay-3', name: 'Bay 3', position: 3 })
  await apply(cashier, 'order.setStatus', { orderID, qrCodeGenerated: true })
  await apply(cashier, 'order.setStatus', { orderID, whatsappLinked: true })
  await apply(cashier, 'order.setStatus', { orderID, overallStatus: 'ready' })
  await apply(cashier, 'order.setPayment', { orderID, action: 'pay', method: 'card', amount: 87654321 })
  await apply(cashier, 'bay.assign', { bayId: 'bay-1', orderID })
  await rest('PATCH', `/api/orders/${order.id}`, { customerNotes: MARKS['order.customerNotes'] })
  await rest('PATCH', `/api/orders/${waiting.id}`, { customerNotes: MARKS['order.customerNotes'] })
  const snapshot = (await read('/api/v1/sync/snapshot', server.asAdmin())).json()
  const { jobId, steps } = snapshot.jobs[0]
  enteredAt = snapshot.queues.flatMap(({ entries }: { entries: { enteredAt: string }[] }) => entries)[0].enteredAt
  await apply(staff, 'job.start', { jobId })
  await apply(staff, 'job.skipStep', { jobId, stepId: steps[0].stepId, reason: MARKS['job.steps.skipReason'] })
  await apply(staff, 'job.pause', { jobId })
  const closing = { bayId: 'bay-2', status: 'out_of_service', reason: MARKS['bay.statusReason'] }
  await apply(cashier, 'bay.setStatus', closing, { id: MARKS['event.commandId'] })
  await apply(cashier, 'queue.close', { queue: 'vip' })
  const about = { orderID, plate: 'PLATE 2' }
  const text = { action: MARKS['concern.action'], answer: '{}' }
  await apply(staff, 'concern.raise', { concernId: randomUUID(), about, ...text })
  const shiftId = randomUUID()
  await apply(cashier, 'shift.open', { float: 12345678 }, { id: shiftId })
  await apply(cashier, 'shift.close', { shiftId, counted: 23456789, note: MARKS['shift.note'] })
}

/** Paths of everything in a document, lists taken apart. */
function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, path))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([field, inner]) => pathsOf(inner, path ? `${path}.${field}` : field))
}

type Documents = Record<DocumentKind, object[]>

/** The documents in what came over a channel. */
function documentsIn(channel: (typeof CHANNELS)[number], text: string): Documents {
  const came = JSON.parse(text)
  if (channel === 'snapshot') {
    const { orders, queues, bays, jobs, concerns, shifts } = came
    return { order: orders, queue: queues, bay: bays, job: jobs, concern: concerns, shift: shifts }
  }
  const data = eventsIn(channel, text).map((event) => event.data as Record<string, object>)
  const of = (kind: DocumentKind) => data.flatMap((each) => each[kind] ?? [])
  return {
    order: of('order'),
    queue: of('queue'),
    bay: of('bay'),
    job: of('job'),
    concern: of('concern'),
    shift: of('shift'),
  }
}

interface Event {
  readonly eventType: string
  readonly orderID?: string
  readonly commandId?: string
  readonly data: Record<string, unknown>
}
function eventsIn(channel: Exclude<(typeof CHANNELS)[number], 'snapshot'>, text: string): Event[] {
  const came = JSON.parse(text)
  if (channel === 'page') return came.events
  return came.flatMap(({ id, data }: { id: string | null; data: Event | null }) => (id && data ? [data] : []))
}

/** Marks that must not reach the audience. Some hold what a visible field shows as well. */
function hiddenMarks(audience: Audience): readonly string[] {
  const hidden = (Object.keys(MARKS) as Mark[]).filter((mark) => {
    const [kind, ...path] = mark.split('.')
    return !visiblePaths(audience, kind as DocumentKind).includes(path.join('.'))
  })
  const shown = new Set(
    (Object.keys(MARKS) as Mark[]).filter((mark) => !hidden.includes(mark)).map((mark) => MARKS[mark]),
  )
  // A washer reads the services' names on the job, and with them which steps they are.
  const alsoShown = visiblePaths(audience, 'job').includes('steps.stepId')
    ? ['mark-service', 'mark-option', 'MARK wax']
    : []
  // What customers wrote is theirs, wherever it was copied to.
  if (visiblePaths(audience, 'order').includes('customerNotes')) alsoShown.push(MARKS['job.notes'])
  const times = visiblePaths(audience, 'queue').includes('entries.enteredAt') ? [] : [enteredAt]
  return [...hidden.map((mark) => MARKS[mark]), ...times].filter(
    (mark) => !shown.has(mark as never) && !alsoShown.includes(mark),
  )
}

describe.each(READERS)('%s', (reader: Reader) => {
  test.each(CHANNELS)('gets the fields of the table and no others: %s', (channel) => {
    const text = raw[`${channel} ${reader}`] as string
    const came = documentsIn(channel, text)
    for (const kind of DOCUMENT_KINDS) {
      const paths = new Set(came[kind].flatMap((document) => pathsOf(document)))
      // What an order was handed for nothing: an absent customer has no parts.
      for (const whole of ['vehicle', 'customer']) paths.delete(whole)
      expect([kind, [...paths].sort()]).toEqual([kind, [...visiblePaths(reader, kind)].sort()])
    }
    for (const mark of hiddenMarks(reader)) expect(text.includes(mark) && mark).toBe(false)
  })

  test('can read all of it by the protocol', () => {
    expect(snapshotSchema.safeParse(JSON.parse(raw[`snapshot ${reader}`] as string)).error).toBeUndefined()
    const events = eventsIn('page', raw[`page ${reader}`] as string)
    for (const event of events)
      expect([event.eventType, syncEventSchema.safeParse(event).error]).toEqual([event.eventType, undefined])
    expect(eventsIn('live', raw[`live ${reader}`] as string)).toEqual(events)
    expect(eventsIn('catch-up', raw[`catch-up ${reader}`] as string)).toEqual(events)
    expect(events.some(({ eventType, orderID }) => eventType === 'order_deleted' && orderID === deleted)).toBe(true)
  })

  test('learns which command made an event where it may know, and an edit in the panel was made by none', () => {
    const may = visiblePaths(reader, 'event').includes('commandId')
    const page = eventsIn('page', raw[`page ${reader}`] as string)
    // A bay's events are none of a customer's to ask for.
    const filtered = reader === 'customer' ? [] : eventsIn('page', raw[`filtered ${reader}`] as string)
    const live = eventsIn('live', raw[`live ${reader}`] as string)
    for (const [name, events] of Object.entries({ page, filtered, live })) {
      const named = events.filter(({ commandId }) => commandId === MARKS['event.commandId'])
      expect([name, named.map(({ eventType }) => eventType)]).toEqual([name, may ? ['queue_update'] : []])
      if (!may) expect([name, events.filter(({ commandId }) => commandId)]).toEqual([name, []])
    }
    expect(page.find(({ eventType }) => eventType === 'order_deleted')?.commandId).toBeUndefined()
  })

  test('hears of what it may see changing, and of nothing else', () => {
    const events = eventsIn('page', raw[`page ${reader}`] as string)
    const sees = (kind: DocumentKind, path: string) => visiblePaths(reader, kind).includes(path)
    const types = new Set(events.map(({ eventType }) => eventType))
    expect(types.has('payment_update')).toBe(sees('order', 'paymentStatus'))
    expect(types.has('whatsapp_connected')).toBe(sees('order', 'whatsappLinked'))
    expect(types.has('qr_generated')).toBe(sees('order', 'qrCodeGenerated'))
    expect(types.has('queue_update')).toBe(sees('queue', 'queueId'))
    for (const { data } of events) {
      const { changed = [], paths = [] } = data as { changed?: string[]; paths?: string[] }
      const kind = DOCUMENT_KINDS.find((known) => data[known]) as DocumentKind
      for (const path of paths) expect(visiblePaths(reader, kind)).toContain(path)
      for (const field of changed) expect(visiblePaths(reader, kind).some((path) => path.startsWith(field))).toBe(true)
      const told = Object.keys(data).filter((name) => !['changed', 'paths', ...DOCUMENT_KINDS].includes(name))
      if (!sees('order', 'overallStatus')) expect(told).not.toContain('previousStatus')
      if (!sees('order', 'totalAmount')) expect(told).not.toContain('amount')
    }
    // Versions never go back, however many changes were not told.
    const last = new Map<string, number>()
    for (const { data } of events) {
      const known = data.order as { orderID: string; version: number } | undefined
      if (!known) continue
      expect(known.version).toBeGreaterThanOrEqual(last.get(known.orderID) ?? 0)
      last.set(known.orderID, known.version)
    }
  })

  test('gets the same in the answer to a command, and when it is asked again', async () => {
    const { orderID } = order
    const stale = { expect: { version: 1 } }
    const asked = {
      customer: () => command(headers.customer, 'order.cancel', { orderID }, stale),
      board: () => command(headers.board, 'order.cancel', { orderID }, stale),
      bay: () => command(headers.bay, 'bay.assign', { bayId: 'bay-3', orderID }),
      cashier: () => command(headers.cashier, 'order.setStatus', { orderID, overallStatus: 'ready' }, stale),
      staff: () => command(headers.staff, 'order.setStatus', { orderID, overallStatus: 'ready' }, stale),
    }[reader]
    const { result, answer, repeat } = await asked()
    expect(result.status).toBe('rejected')
    const again = await repeat()
    const { first } = again.json().results[0]
    for (const { current } of [result, first]) {
      if (reader === 'board') expect(current).toBeNull()
      else expect([...new Set(pathsOf(current.order))].sort()).toEqual([...visiblePaths(reader, 'order')].sort())
    }
    for (const body of [answer.body, again.body]) {
      for (const mark of hiddenMarks(reader)) expect(body.includes(mark) && mark).toBe(false)
    }
  })
})

/** REST keeps the parts of a document in columns; those that hold nothing of it are for staff. */
const COLUMNS: Record<string, string> = {
  tenant: 'tenantId',
  changedAt: 'updatedAt',
  customerName: 'customer.name',
  customerPhone: 'customer.phone',
}
const VEHICLE_COLUMNS: Record<string, string> = {
  plate: 'vehicle.plate',
  vehicleType: 'vehicle.type',
  make: 'vehicle.make',
  colour: 'vehicle.colour',
}
const COLLECTIONS = [
  ['orders', 'order'],
  ['queues', 'queue'],
  ['bays', 'bay'],
  ['jobs', 'job'],
] as const

function readsColumn(audience: Audience, kind: DocumentKind, column: string): boolean {
  if (column === 'id' || audience === 'staff' || audience === 'cashier') return true
  if (kind === 'order' && ['vehicle', 'customer'].includes(column)) return false
  const path = COLUMNS[column] ?? (kind === 'order' ? VEHICLE_COLUMNS[column] : undefined) ?? column
  const parts = allPaths(kind).filter((known) => known === path || known.startsWith(`${path}.`))
  return parts.length > 0 && parts.every((part) => visiblePaths(audience, kind).includes(part))
}

describe.each([...READERS, 'service'] as const)('%s over REST', (reader) => {
  test.each(COLLECTIONS)(
    '%s: columns that hold what is visible, and no way to ask for the others',
    async (collection, kind) => {
      const who = headers[reader]
      const whole = (await read(`/api/${collection}?depth=0&limit=0`, server.asAdmin())).json().docs
      const columns = [...new Set<string>(whole.flatMap((row: object) => Object.keys(row)))]
      const wanted = columns.filter((column) => readsColumn(reader, kind, column)).sort()
      const id = whole.find((row: { orderID?: string; id: number }) => row.orderID === order.orderID)?.id ?? whole[0].id
      const addresses = [
        `/api/${collection}?depth=2&limit=0`,
        `/api/${collection}?depth=2&limit=0&select[staffNotes]=true&populate[customers][name]=true`,
        `/api/${collection}/${id}?depth=2`,
      ]
      for (const address of addresses) {
        const answer = await read(address, who)
        // Who may ask at all is told by the table of access; who is refused learns nothing.
        if (answer.status === 200 && !address.includes('select')) {
          const rows = answer.json().docs ?? [answer.json()]
          const came = [...new Set<string>(rows.flatMap((row: object) => Object.keys(row)))].sort()
          expect([address, came]).toEqual([address, wanted])
        }
        for (const mark of hiddenMarks(reader)) expect(answer.body.includes(mark) && mark).toBe(false)
      }
      const hidden = columns.filter((column) => !wanted.includes(column))
      const paths = [...hidden, ...hidden.map((column) => `${column}.name`)]
      for (const path of paths) {
        const asks = [
          `/api/${collection}?where[${path}][exists]=true`,
          `/api/${collection}?where[or][0][${path}][like]=M`,
          `/api/${collection}/count?where[${path}][exists]=true`,
          `/api/${collection}?sort=${path}`,
        ]
        for (const ask of hidden.includes(path) ? asks : asks.slice(0, 3)) {
          expect([ask, (await read(ask, who)).status]).toEqual([ask, expect.toBeOneOf([400, 403])])
        }
      }
    },
  )

  test('customers, vehicles, payments and the log as it is kept are for staff', async () => {
    for (const collection of ['customers', 'vehicles', 'payments', 'sync-events']) {
      const answer = await read(`/api/${collection}?depth=2`, headers[reader])
      expect([collection, answer.status]).toEqual([collection, reader === 'staff' ? 200 : 403])
    }
  })
})

test('a service that tells of an order reads no more of it in the answer', async () => {
  const answer = await rawRequest(`${server.url}/api/orders/${order.id}`, {
    method: 'PATCH',
    headers: { ...headers.service, 'Content-Type': 'application/json' },
    body: '{"whatsappLinked":true}',
  })
  expect(answer.status).toBe(200)
  const { doc } = answer.json()
  expect(Object.keys(doc).filter((column) => !readsColumn('service', 'order', column))).toEqual([])
  expect(doc).toMatchObject({ orderID: order.orderID, whatsappLinked: true })
  for (const mark of hiddenMarks('service')) expect(answer.body.includes(mark) && mark).toBe(false)
})

test('a station that becomes another kind of reader begins anew: what it kept lacks fields, or has too many', async () => {
  const { id, headers: who } = await keyHolder(server, 'stations', { name: 're-paired', role: 'board' })
  for (const role of ['cashier', 'bay', 'board']) {
    const { lastEventId, head } = (await read('/api/v1/sync/events', who)).json()
    expect((await read(`/api/v1/sync/events?lastEventId=${lastEventId}`, who)).json().reset).toBeNull()
    await server.rest('PATCH', `/api/stations/${id}`, { role, bay: role === 'bay' ? 'bay-1' : null })
    const after = (await read(`/api/v1/sync/events?lastEventId=${lastEventId}`, who)).json()
    expect(after).toMatchObject({ reset: 'epoch_changed', events: [] })
    const { epoch, lastEventId: taken } = (await read('/api/v1/sync/snapshot', who)).json()
    expect(taken).toBe(`event_${epoch}_${head}`)
    expect((await read(`/api/v1/sync/events?lastEventId=${taken}`, who)).json().reset).toBeNull()
  }
})
