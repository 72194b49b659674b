import { randomUUID } from 'node:crypto'
import type { CommandType, SyncEvent } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { TestServer } from './server'

/** The site's services as the first start seeds them; tests order the first. */
const SERVICE = 'basic-wash'

/** Sends one command as the server's cashier station and returns its result. */
export async function command(server: TestServer, type: CommandType, payload: unknown): Promise<CommandResult> {
  const response = await fetch(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...server.asStation(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands: [{ id: randomUUID(), type, payload, issuedAt: new Date().toISOString() }] }),
  })
  if (!response.ok) throw new Error(`${type}: ${response.status} ${await response.text()}`)
  const { results } = (await response.json()) as { results: CommandResult[] }
  return results[0] as CommandResult
}

/** A car at the desk: creates an order and returns its number. */
export async function newOrder(server: TestServer, plate = 'WXY 1234'): Promise<string> {
  const result = await command(server, 'order.create', {
    plate,
    vehicleType: 'sedan',
    services: [{ serviceId: SERVICE, optionIds: [] }],
  })
  if (result.status !== 'applied' || !result.orderID) throw new Error(`order.create: ${JSON.stringify(result)}`)
  return result.orderID
}

/** Payload's row id of an order, for REST writes. */
export async function rowOf(server: TestServer, orderID: string): Promise<number | string> {
  const found = await server.rest<{ docs: { id: number | string }[] }>(
    'GET',
    `/api/orders?where[orderID][equals]=${orderID}&depth=0`,
  )
  const id = found.docs[0]?.id
  if (id === undefined) throw new Error(`no order ${orderID}`)
  return id
}

/** Every event of the log after `lastEventId` (all of it when absent), read page by page as a poller does. */
export async function readLog(server: TestServer, lastEventId: string): Promise<SyncEvent[]> {
  const events: SyncEvent[] = []
  for (let cursor = lastEventId; ; ) {
    const response = await fetch(`${server.url}/api/v1/sync/events?limit=500&lastEventId=${cursor}`, {
      headers: { ...server.asAdmin(), Accept: 'application/json' },
    })
    const page = (await response.json()) as { events: SyncEvent[]; lastEventId: string; hasMore: boolean }
    events.push(...page.events)
    cursor = page.lastEventId
    if (!page.hasMore) return events
  }
}

export async function head(server: TestServer): Promise<number> {
  const response = await fetch(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })
  return ((await response.json()) as { head: number }).head
}

/** Changes what a site sets; that of the station by default. */
export async function setSite({ rest }: Pick<TestServer, 'rest'>, data: object, tenantId = 'main'): Promise<void> {
  const where = `where[tenantId][equals]=${tenantId}`
  const { docs } = await rest<{ docs: { id: number }[] }>('GET', `/api/tenants?${where}&depth=0`)
  await rest('PATCH', `/api/tenants/${docs[0]?.id}`, data)
}
