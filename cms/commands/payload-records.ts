import type { PayloadRequest } from 'payload'
import { relationId } from '../access/identity'
import { bayDocument, jobDocument, orderDocument, queueDocument } from '../documents'
import { loadCatalog } from './catalog'
import { countUp } from './counters'
import { recordPayment } from './record-payment'
import type { NewOrder, OrderChange, Records } from './records'

type Row = Record<string, unknown> & { id: number | string }

/** Each tracked collection with the field that names a document within its tenant. */
const KEYS = { orders: 'orderID', queues: 'queueId', bays: 'bayId', jobs: 'jobId' } as const
type Tracked = keyof typeof KEYS

/**
 * The tenant's documents through Payload, inside the request's transaction.
 *
 * These writes override the collections' access control on purpose: a bay station may not edit orders, yet finishing
 * its job moves one. The permissions table has been asked before, and the request still carries the user, so the log
 * names who did it.
 */
export function payloadRecords(req: PayloadRequest, tenant: string): Records {
  const { payload } = req

  async function find(collection: Tracked, key: string): Promise<Row | null> {
    const where = { and: [{ tenant: { equals: tenant } }, { [KEYS[collection]]: { equals: key } }] }
    return (await payload.db.findOne<Row>({ collection, where, req })) ?? null
  }

  async function create(collection: Tracked, data: object): Promise<Row> {
    const row = await payload.create({
      collection,
      data: { ...data, tenant } as never,
      req,
      depth: 0,
      overrideAccess: true,
    })
    return row as unknown as Row
  }

  async function update(collection: Tracked, key: string, data: object): Promise<Row> {
    const found = await find(collection, key)
    if (!found) throw new Error(`${collection}/${key} disappeared inside its own transaction.`)
    const options = { collection, id: found.id, data: data as never, req, depth: 0, overrideAccess: true } as const
    return (await payload.update(options)) as unknown as Row
  }

  const read =
    <Document>(collection: Tracked, toDocument: (row: never) => Document) =>
    async (key: string): Promise<Document | null> => {
      const row = await find(collection, key)
      return row ? toDocument(row as never) : null
    }
  const write =
    <Change extends object, Document>(collection: Tracked, toDocument: (row: never) => Document) =>
    async (key: string, change: Change): Promise<Document> =>
      toDocument((await update(collection, key, change)) as never)

  return {
    order: read('orders', orderDocument),
    updateOrder: async (orderID, change) => orderDocument((await update('orders', orderID, orderRow(change))) as never),
    createOrder: async (order) => orderDocument((await create('orders', orderRow(order))) as never),
    customerOf: async (orderID) => relationId((await find('orders', orderID))?.customer),
    queue: read('queues', queueDocument),
    updateQueue: write('queues', queueDocument),
    bay: read('bays', bayDocument),
    updateBay: write('bays', bayDocument),
    job: read('jobs', jobDocument),
    createJob: async (job) => jobDocument((await create('jobs', job)) as never),
    updateJob: (jobId, { status, steps, startedAt, pausedAt, pausedMs, finishedAt }) =>
      write('jobs', jobDocument)(jobId, { status, steps, startedAt, pausedAt, pausedMs, finishedAt }),
    recordPayment: (payment) => recordPayment(req, tenant, payment),
    catalog: () => loadCatalog(req, tenant),
    count: (counter) => countUp(req, tenant, counter),
  }
}

/** The public document nests vehicle and customer; the row keeps their parts in columns beside the relationships. */
function orderRow({ vehicle, customer, ...rest }: OrderChange | NewOrder): object {
  return {
    ...rest,
    ...(vehicle && { plate: vehicle.plate, vehicleType: vehicle.type, make: vehicle.make, colour: vehicle.colour }),
    ...(customer && { customerName: customer.name, customerPhone: customer.phone }),
  }
}
