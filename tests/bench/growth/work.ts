import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestServer } from '../../support/server'
import { deliveriesOf } from '../fanout/deliveries'
import { openClients } from '../fanout/processes'
import { percentile } from '../measure'
import type { Servers } from './servers'

/** A site with an order that is written on. */
export interface Site {
  readonly tenant: string
  readonly orderID: string
}

/** Sites beside those that are there, each with one order, until there are so many. */
export async function makeSites({ nodes }: Servers, sites: Site[], count: number): Promise<void> {
  const [node] = nodes as [TestServer]
  const first = sites.length
  const make = async (number: number) => {
    const tenant = number === 0 ? 'main' : `site-${number}`
    if (number > 0) await node.rest('POST', '/api/tenants', { name: tenant, tenantId: tenant })
    const order = { tenant, plate: 'GRW 1', vehicleType: 'sedan', services: [] }
    const { doc } = await node.rest<{ doc: { orderID: string } }>('POST', '/api/orders', order)
    sites[number] = { tenant, orderID: doc.orderID }
  }
  let next = first
  const maker = async () => {
    while (next < count) await make(next++)
  }
  await Promise.all([1, 2, 3, 4].map(maker))
}

export interface Written {
  readonly perSecond: number
  /** Of one command, milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Processor time of a command, milliseconds. */
  readonly servers: number
  readonly database: number
  /** Bytes that the database wrote to its log for it. */
  readonly written: number
}

/** Writers send one command after another, to the servers and the sites in turn. */
export async function write(servers: Servers, sites: readonly Site[], writers: number, ms: number): Promise<Written> {
  const { nodes } = servers
  const took: number[] = []
  let next = 0
  const before = await servers.cost()
  const began = performance.now()
  const writer = async (number: number) => {
    const node = nodes[number % nodes.length] as TestServer
    while (performance.now() - began < ms) {
      next += 1
      const sent = performance.now()
      await command(node, sites[next % sites.length] as Site, `note ${next}`)
      took.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, number) => writer(number)))
  const seconds = (performance.now() - began) / 1_000
  const after = await servers.cost()
  const each = (of: keyof typeof after) => (after[of] - before[of]) / took.length
  return {
    perSecond: took.length / seconds,
    p50: percentile(took, 50),
    p99: percentile(took, 99),
    servers: each('servers') * 1_000,
    database: each('database') * 1_000,
    written: each('written'),
  }
}

async function command(node: TestServer, { tenant, orderID }: Site, staffNotes: string): Promise<void> {
  const sent = { id: randomUUID(), type: 'order.setStatus', issuedAt: new Date().toISOString() }
  const response = await fetch(`${node.url}/api/v1/sync/commands?tenantId=${tenant}`, {
    method: 'POST',
    headers: { ...node.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands: [{ ...sent, payload: { orderID, staffNotes } }] }),
  })
  const text = await response.text()
  const { results } = JSON.parse(text) as { results?: { status: string }[] }
  if (results?.[0]?.status !== 'applied') throw new Error(`${response.status} ${text}`)
}

export interface Fanned {
  readonly p50: number
  readonly p99: number
  /** Processor time of the servers for one event to one reader, microseconds. */
  readonly perDelivery: number
  /** Resident memory of the largest server. */
  readonly bytes: number
}

/** Readers of one site, as many at each server; an order of it is written on at a pace that leaves each event alone. */
export async function fanOut(
  servers: Servers,
  site: Site,
  { readers, updates, pace }: { readers: number; updates: number; pace: number },
): Promise<Fanned> {
  const { nodes } = servers
  const [first] = nodes as [TestServer]
  const groups = await Promise.all(
    nodes.map(({ url, asAdmin }) =>
      openClients(`${url}/api/v1/sync/events?tenantId=${site.tenant}`, Math.floor(readers / nodes.length), {
        authorization: String(first.asAdmin().Authorization ?? asAdmin()),
      }),
    ),
  )
  const delivered = groups.map(deliveriesOf)
  const before = await servers.cost()
  for (let update = 1; update <= updates; update += 1) {
    await command(nodes[update % nodes.length] as TestServer, site, `update ${update}`)
    await pause(pace)
  }
  const deadline = Date.now() + 60_000
  while (delivered.some(({ size }) => size < updates)) {
    if (Date.now() > deadline) throw new Error(`only ${delivered.map(({ size }) => size)} of ${updates} events came`)
    await pause(20)
  }
  const after = await servers.cost()
  const { server } = servers.memory()
  for (const group of groups) group.kill()
  const latencies = [...(delivered[0]?.keys() ?? [])].map((seq) => {
    const each = delivered.map((group) => group.get(seq))
    return Math.max(...each.map((delivery) => (delivery?.at ?? Number.NaN) - (delivery?.made ?? 0)))
  })
  return {
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    perDelivery: ((after.servers - before.servers) * 1e6) / updates / readers,
    bytes: server,
  }
}
