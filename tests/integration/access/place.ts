import type { TestServer } from '../../support/server'
import { handOver, MADE, makeDocument, newDocument, openTill, peopleOf, SITES, type Site, startAJob } from './actors'
import type { Place } from './ask'

/** Collections whose documents the server makes by itself. */
const FOUND = ['queues', 'bays', 'jobs', 'tenants', 'team', 'sync-events', 'audit', 'payments', 'concerns', 'shifts']

/** Two sites with a document of each collection, and somebody of each kind at the first. */
export async function makePlace(server: TestServer): Promise<Place> {
  const { people, customer } = await peopleOf(server)
  const documents = { main: {}, other: {} } as Record<Site, Record<string, number>>
  const orderIDs = {} as Record<Site, string>
  for (const site of SITES) {
    await startAJob(server, site)
    await handOver(server, site)
    await openTill(server, site)
    await server.rest('POST', '/api/team', newDocument('team', site) ?? {})
    await server.createOrder({ tenant: site, totalAmount: 500, paidAmount: 500, stage: 'paid' })
    for (const collection of MADE) {
      documents[site][collection] = await makeDocument(server, collection, site)
    }
    for (const collection of FOUND) {
      const field = collection === 'tenants' ? 'tenantId' : 'tenant'
      const found = await server.rest<{ docs: { id: number }[] }>(
        'GET',
        `/api/${collection}?where[${field}][equals]=${site}&limit=1&depth=0`,
      )
      const id = found.docs[0]?.id
      if (id === undefined) throw new Error(`${site} has no ${collection}`)
      documents[site][collection] = id
    }
    const { orderID } = await server.rest<{ orderID: string }>('GET', `/api/orders/${documents[site].orders}`)
    orderIDs[site] = orderID
  }
  const { id: ownOrder } = await server.createOrder({ customer })
  return { server, people, documents, orderIDs, ownOrder, spare: new Map() }
}
