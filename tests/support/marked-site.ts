import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { type DocumentKind, visiblePaths } from '@/cms/access/visible-fields'
import { rawRequest } from './http'
import { keyHolder } from './keys'
import { startServer, type TestServer } from './server'
import { serviceAccount } from './service-account'

/** What stands in a field, by its path; values that cannot be chosen are read off the administrator's snapshot. */
export const MARKS = {
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
export const READERS = ['customer', 'board', 'bay', 'cashier', 'staff'] as const satisfies readonly Audience[]
export type Reader = (typeof READERS)[number]

/** The site: one for all tests of a file. */
export const site = {} as {
  server: TestServer
  headers: Record<Audience, Record<string, string>>
  order: { id: number; orderID: string }
  deleted: string
  enteredAt: string
}

/** Starts its server, and takes in whoever reads there. @returns the customer's id */
export async function openSite(): Promise<number> {
  site.server = await startServer({ station: { name: 'mark-desk', role: 'cashier' } })
  const { rest } = site.server
  const key = async (name: string, role: string, bay?: string) =>
    (await keyHolder(site.server, 'stations', { name, role, bay })).headers
  const { doc: customer } = await rest<{ doc: { id: number } }>('POST', '/api/customers', {
    name: MARKS['order.customer.name'],
    phone: MARKS['order.customer.phone'],
  })
  const person = async (role: 'customer' | 'staff', rest_: object = {}) => {
    const email = `${role}@example.test`
    await rest('POST', '/api/users', { email, password: PASSWORD, role, tenant: 'main', ...rest_ })
    const login = await rawRequest(`${site.server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
    return { Authorization: `JWT ${login.json().token}` }
  }
  site.headers = {
    customer: await person('customer', { customer: customer.id }),
    board: await key('board', 'board'),
    bay: await key('kiosk', 'bay', 'bay-3'),
    cashier: site.server.asStation(),
    staff: await person('staff'),
    service: (await serviceAccount(site.server)).headers,
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
  return customer.id
}

export const read = (path: string, who: Record<string, string>) =>
  rawRequest(`${site.server.url}${path}`, { headers: { Accept: 'application/json', ...who } })

export async function command(who: Record<string, string>, type: string, payload: object, more: object = {}) {
  const issuedAt = new Date().toISOString()
  const body = JSON.stringify({
    commands: [{ id: randomUUID(), type, payload, issuedAt, ...more }],
    sentAt: new Date().toISOString(),
  })
  const answer = await rawRequest(`${site.server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...who, 'Content-Type': 'application/json' },
    body,
  })
  const result = answer.json().results?.[0]
  return { answer, result, repeat: () => send(who, body) }
}
const send = (who: Record<string, string>, body: string) =>
  rawRequest(`${site.server.url}/api/v1/sync/commands`, {
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
export async function fill(customer: number): Promise<void> {
  const { cashier, staff } = site.headers
  const { rest } = site.server
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
  site.order = await take('PLATE 2')
  const gone = await take('PLATE 3')
  site.deleted = gone.orderID
  await rest('DELETE', `/api/orders/${gone.id}`)
  const { orderID } = site.order
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
  // Put back from a bay, it stands in its queue since another time than that of its order, which more people are told.
  const wrong = { bayId: 'bay-2', orderID: waiting.orderID }
  await apply(cashier, 'bay.assign', wrong)
  await apply(cashier, 'bay.release', wrong, { issuedAt: new Date(Date.now() - 4 * 60_000).toISOString() })
  await rest('PATCH', `/api/orders/${site.order.id}`, { customerNotes: MARKS['order.customerNotes'] })
  await rest('PATCH', `/api/orders/${waiting.id}`, { customerNotes: MARKS['order.customerNotes'] })
  const snapshot = (await read('/api/v1/sync/snapshot', site.server.asAdmin())).json()
  const { jobId, steps } = snapshot.jobs[0]
  site.enteredAt = snapshot.queues.flatMap(({ entries }: { entries: { enteredAt: string }[] }) => entries)[0].enteredAt
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
export function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, path))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([field, inner]) => pathsOf(inner, path ? `${path}.${field}` : field))
}

/** Marks that must not reach the audience. Some hold what a visible field shows as well. */
export function hiddenMarks(audience: Audience): readonly string[] {
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
  const times = visiblePaths(audience, 'queue').includes('entries.enteredAt') ? [] : [site.enteredAt]
  return [...hidden.map((mark) => MARKS[mark]), ...times].filter(
    (mark) => !shown.has(mark as never) && !alsoShown.includes(mark),
  )
}
