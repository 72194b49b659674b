import { randomUUID } from 'node:crypto'
import { type RawResponse, rawRequest } from '../../support/http'
import type { TestServer } from '../../support/server'
import { type Actor, isMade, makeDocument, newDocument, SITES, type Site, type Someone } from './actors'
import { type Address, nameOf } from './addresses'

/** What is asked about: something of one's own site, of the other site, or one's own account or order. */
export const TARGETS = ['here', 'elsewhere', 'self'] as const
export type Target = (typeof TARGETS)[number]

/**
 * What came of it. `yes`: answered or done. `empty`: answered, without what was asked for. `own`: done at the own site
 * instead. A status: refused. A path: led on to there.
 */
export type Outcome = string

export interface Place {
  readonly server: TestServer
  readonly people: Record<Actor, Someone>
  /** Row id of a document of each collection at each site, made before. */
  readonly documents: Record<Site, Record<string, number>>
  /** The customer's own order. */
  readonly ownOrder: number
  /** Order numbers for the pages. */
  readonly orderIDs: Record<Site, string>
  /** Documents made to be deleted and still there, by address and site. */
  readonly spare: Map<string, number>
}

/** Collections in which some accounts have something of their own. */
const WITH_SELF = ['users', 'stations', 'orders']
/** Of no site. */
const SITELESS =
  /^\/api\/(?:payload-|access|nothing|v1\/sync\/(?:health|live|ready|metrics|sites|station|\w+\.json))|^\/(?:admin|audit\/report|nothing|sign-in|dashboard|day|kept|setup|docs|receipt\/:token|$)|^\/[\w.-]+$|^\/station/

/** The targets that make a difference at an address. */
export function targetsOf({ method, path: where, collection }: Address): readonly Target[] {
  const mayBeOwn = method !== 'DELETE' && !/^POST \/api\/\w+$/.test(`${method} ${where}`)
  if (collection && WITH_SELF.includes(collection) && mayBeOwn && !AUTH.test(where)) return TARGETS
  if (SITELESS.test(where) || AUTH.test(where)) return ['here']
  return ['here', 'elsewhere']
}

/** Addresses of Payload about sign-ins, not about documents. */
const AUTH =
  /^\/api\/(?:users|stations)\/(?:login|logout|me|init|refresh-token|first-register|forgot-password|reset-password|unlock|verify|pair|choose)/

/** By its code, or, where several are edited at once, by its words. */
const OVERTAKEN = /changed_meanwhile|Somebody changed this meanwhile/

/** Asks an address as somebody about something; `null` where that somebody has no such thing. */
export async function ask(place: Place, address: Address, actor: Actor, target: Target): Promise<Outcome | null> {
  const { server, people } = place
  const site: Site = target === 'elsewhere' ? 'other' : 'main'
  const who = people[actor]
  const { collection } = address
  const own = target === 'self' ? ownDocument(place, collection, actor) : null
  if (target === 'self' && own === null) return null
  const spare = `${nameOf(address)} ${site}`
  const fresh =
    address.method === 'DELETE' && isMade(collection)
      ? (place.spare.get(spare) ?? (await makeDocument(server, collection, site)))
      : null
  const id = own ?? fresh ?? (collection ? place.documents[site][collection] : undefined) ?? 1
  const ends = /\/logout$/.test(address.path)
  const headers = ends ? await who.signInAgain() : who.headers
  const url = `${server.url}${pathOf(place, address, id, site)}`
  const sent = { method: address.method, ...bodyOf(address, site, id, { Accept: 'application/json', ...headers }) }
  let answer = await rawRequest(url, sent)
  // Somebody else's edit of the same was faster, on a database that several may write to at once.
  while (OVERTAKEN.test(answer.body.toString())) answer = await rawRequest(url, sent)
  const outcome = outcomeOf(answer, address, id, site)
  if (fresh !== null) {
    if (outcome === 'yes') place.spare.delete(spare)
    else place.spare.set(spare, fresh)
  }
  return outcome
}

function ownDocument(place: Place, collection: string | undefined, actor: Actor): number | null {
  const { account } = place.people[actor]
  const isStation = actor === 'bay' || actor === 'cashier' || actor === 'board'
  if (collection === 'orders') return actor === 'customer' ? place.ownOrder : null
  return (collection === 'stations') === isStation ? account : null
}

/** Where the document of a site, or the page about it, is found at an address. */
export function pathOf(place: Place, { method, path: where, collection }: Address, id: number, site: Site): string {
  const filled = where
    .replace(':orderID', place.orderIDs[site])
    .replace(':bayId', `bay-for-${site}`)
    .replace(':key', 'columns')
    .replace(/:\w+/, String(id))
  if (/^\/api\/v1\/sync\/(?:events|snapshot|commands|people|pin|token)$/.test(where))
    return `${filled}?tenantId=${site}`
  if (where === '/api/v1/sync/orders') return `${filled}?tenantId=${site}&plate=MTX`
  if (where === '/api/v1/sync/history') return `${filled}?tenantId=${site}&orderID=${place.orderIDs[site]}`
  if (collection && where === `/api/${collection}/count`) return `${filled}?where[id][equals]=${id}`
  if (collection && where === `/api/${collection}`) {
    if (method === 'PATCH' || method === 'DELETE') return `${filled}?where[id][equals]=${id}`
    if (method === 'GET') return `${filled}?limit=0&depth=0`
  }
  return filled
}

function bodyOf({ method, path: where, collection }: Address, site: Site, id: number, headers: Record<string, string>) {
  if (method === 'GET' || method === 'DELETE') return { headers }
  const form = FORMS[`${method} ${where}`]?.(site)
  if (form) {
    return { headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }, body: form.toString() }
  }
  return {
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(
      BODIES[`${method} ${where}`]?.(id, site) ??
        (collection && where === `/api/${collection}` ? newBody(method, collection, site) : {}),
    ),
  }
}

const newBody = (method: string, collection: string, site: Site) =>
  (method === 'POST' && newDocument(collection, site)) || {}

const FORMS: Record<string, (site: Site) => URLSearchParams> = {
  'POST /sites/open': (site) => new URLSearchParams({ site }),
}

const now = () => new Date().toISOString()
const BODIES: Record<string, (id: number, site: Site) => object> = {
  'POST /api/users/login': () => ({ email: `${randomUUID()}@example.test`, password: 'not the right one' }),
  'POST /api/v1/sync/commands': () => ({
    commands: [{ id: randomUUID(), type: 'order.cancel', payload: { orderID: 'AX-19700101-001' }, issuedAt: now() }],
  }),
  'POST /api/v1/sync/token': () => ({ minutes: 1 }),
  'POST /api/v1/sync/pin': () => ({ personId: '0', pin: '2580' }),
  'POST /api/stations/code': (_, tenant) => ({ role: null, tenant }),
  'POST /api/services/prices': (id) => ({ services: [{ id, changes: [] }] }),
  'POST /api/services/:id/steps': () => ({ from: [], to: [] }),
  'PUT /api/v1/sync/station': () => ({ appVersion: '1.0.0', behind: 0, waiting: 0 }),
  'POST /api/payload-preferences/:key': () => ({ value: { seen: true } }),
}

interface Answered {
  readonly docs?: readonly { id: unknown }[]
  readonly totalDocs?: number
  readonly doc?: { tenant?: string | null }
  readonly user?: unknown
}

function outcomeOf({ status, headers, body, json }: RawResponse, address: Address, id: number, site: Site): Outcome {
  if (status >= 300 && status < 400)
    return String(headers.location)
      .replace(/^https?:\/\/[^/]+/, '')
      .replace(/\?.*/, '')
  if (status >= 500) return `${status} ${body}`
  if (status >= 400) return String(status)
  // A page that is on its way already leads on by what it says.
  const led = /NEXT_REDIRECT;\w+;([^;?]+)/.exec(body.toString())
  if (led?.[1]) return led[1]
  if (!headers['content-type']?.includes('json')) return 'yes'
  const { docs, totalDocs, doc, user } = json() as Answered
  if (docs) return docs.some((found) => found.id === id) ? 'yes' : 'empty'
  if (address.path.endsWith('/count')) return totalDocs ? 'yes' : 'empty'
  if (address.path.endsWith('/me')) return user ? 'yes' : 'empty'
  const created = address.method === 'POST' && status === 201
  if (created && doc?.tenant && doc.tenant !== site && SITES.includes(doc.tenant as Site)) return 'own'
  return 'yes'
}
