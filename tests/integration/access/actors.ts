import { randomBytes, randomUUID } from 'node:crypto'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { commandAsAdmin } from '../../support/orders'
import type { TestServer } from '../../support/server'

/** Who asks, in the order of the table's columns. All but the last administrator belong to the site `main`. */
export const ACTORS = [
  'anonymous',
  'customer',
  'staff',
  'site administrator',
  'administrator',
  'bay',
  'cashier',
  'board',
  'service',
] as const
export type Actor = (typeof ACTORS)[number]

/** The sites: the actors' own and another. */
export const SITES = ['main', 'other'] as const
export type Site = (typeof SITES)[number]

export interface Someone {
  readonly headers: Record<string, string>
  /** Row id of the account. */
  readonly account: number | null
  /** A sign-in of their own, for what ends sessions. */
  signInAgain(): Promise<Record<string, string>>
}

type Doc = { doc: { id: number } }
type People = Record<Actor, Someone>

/** A zone where it is another day than at the first site: order numbers begin with the day, and must not be the same. */
function onAnotherDay(): string {
  const now = new Date()
  const dayIn = (timeZone: string) => now.toLocaleDateString('en', { timeZone })
  const zones = ['Pacific/Niue', 'Pacific/Kiritimati']
  return zones.find((zone) => dayIn(zone) !== dayIn('Asia/Kuala_Lumpur')) ?? 'UTC'
}

/** Both sites with something in them, and one account of each kind at `main`. */
export async function peopleOf(server: TestServer): Promise<{ people: People; customer: number }> {
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other site', timeZone: onAnotherDay() })
  const { doc: customer } = await server.rest<Doc>('POST', '/api/customers', { name: 'Own', tenant: 'main' })
  const person = async (role: string, more: object = {}): Promise<Someone> => {
    const email = `${role}-${randomUUID()}@example.test`
    const password = randomBytes(12).toString('hex')
    const { doc } = await server.rest<Doc>('POST', '/api/users', { email, password, role, tenant: 'main', ...more })
    const signInAgain = () => signIn(server, email, password)
    return { headers: await signInAgain(), account: doc.id, signInAgain }
  }
  const program = async (collection: 'stations' | 'users', account: object): Promise<Someone> => {
    const { id, headers } = await keyHolder(server, collection, { ...account })
    return { headers, account: id, signInAgain: async () => headers }
  }
  const station = (role: string, more: object = {}) => program('stations', { name: `the-${role}`, role, ...more })
  const password = randomBytes(12).toString('hex')
  const nobody: Someone = { headers: {}, account: null, signInAgain: async () => ({}) }
  return {
    customer: customer.id,
    people: {
      anonymous: nobody,
      customer: await person('customer', { customer: customer.id }),
      staff: await person('staff'),
      'site administrator': await person('admin'),
      administrator: await person('admin', { tenant: null }),
      bay: await station('bay', { bay: 'bay-1' }),
      cashier: await station('cashier'),
      board: await station('board'),
      service: await program('users', { email: 'service@example.test', password, role: 'service' }),
    },
  }
}

/** As a browser does: the session is a cookie. */
async function signIn(server: TestServer, email: string, password: string): Promise<Record<string, string>> {
  const { status, headers } = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (status !== 200) throw new Error(`${email} could not sign in: ${status}`)
  return { Cookie: String(headers['set-cookie']?.[0]?.split(';')[0]) }
}

/** Collections of which a site may have any number, and whose documents somebody may delete. */
export const MADE = ['orders', 'services', 'customers', 'vehicles', 'stations', 'users'] as const
export type Made = (typeof MADE)[number]
export const isMade = (collection: string | undefined): collection is Made => MADE.includes(collection as Made)

/** Makes a document of a collection at a site. */
export async function makeDocument(server: TestServer, collection: Made, site: Site): Promise<number> {
  const data = newDocument(collection, site)
  if (collection === 'orders') return (await server.createOrder(data ?? {})).id
  return (await server.rest<Doc>('POST', `/api/${collection}`, data)).doc.id
}

/** What a new document of a collection is asked for with; `null` where nobody makes them by hand. */
export function newDocument(collection: string, site: Site): Record<string, unknown> | null {
  const name = `x-${randomUUID()}`
  const tenant = site
  switch (collection) {
    case 'orders':
      return { plate: 'TST 1234', vehicleType: 'sedan', services: [], tenant }
    case 'bays':
      return { name, bayId: name, tenant }
    case 'queues':
      return { name, queueId: 'regular', tenant }
    case 'services':
      return { name, serviceId: name, price: 100, tenant }
    case 'customers':
      return { name, tenant }
    case 'vehicles':
      return { plate: name.slice(0, 30), tenant }
    case 'team':
      return { name, pin: '2580', tenant }
    case 'tenants':
      return { name, tenantId: name }
    case 'stations':
      return { name, role: 'board', tenant }
    case 'users':
      return { email: `${name}@example.test`, password: 'a long enough one', role: 'staff', tenant }
    default:
      return null
  }
}

/** Something refused that the desk of the site has to decide on. */
export async function handOver(server: TestServer, site: Site): Promise<void> {
  const about = { orderID: null, plate: 'TST 1234' }
  await commandAsAdmin(server, 'concern.raise', { concernId: randomUUID(), about, action: '{}', answer: '{}' }, site)
}

/** A shift of the site's till. */
export async function openTill(server: TestServer, site: Site): Promise<void> {
  await commandAsAdmin(server, 'shift.open', { float: 20_000 }, site)
}

/** An order in a bay of the site, so that it has a job. */
export async function startAJob(server: TestServer, site: Site): Promise<void> {
  const bayId = `bay-for-${site}`
  await server.rest('POST', '/api/bays', { name: bayId, bayId, tenant: site })
  const { orderID } = await server.createOrder({ tenant: site })
  await commandAsAdmin(server, 'bay.assign', { bayId, orderID }, site)
}
