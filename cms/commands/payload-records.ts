import type { PayloadRequest } from 'payload'
import type { Order } from '@/lib/sync/protocol'
import type { Access, DocumentKind, NewOrder } from '@/lib/sync/rules/commands/access'
import { relationId } from '../access/identity'
import { bayDocument, jobDocument, orderDocument, queueDocument } from '../documents'
import { loadCatalog } from './catalog'
import { nextOrderID } from './order-number'
import { recordPayment } from './record-payment'
import type { Records, RecordsOf } from './records'

type Row = Record<string, unknown> & { id: number | string }

/** Each kind of document: its collection, the field that names it within its tenant, and the document of a row. */
const TRACKED = {
  order: { collection: 'orders', key: 'orderID', document: orderDocument },
  queue: { collection: 'queues', key: 'queueId', document: queueDocument },
  bay: { collection: 'bays', key: 'bayId', document: bayDocument },
  job: { collection: 'jobs', key: 'jobId', document: jobDocument },
} as const

/**
 * The tenant's documents through Payload, inside the request's transaction.
 *
 * These writes override the collections' access control on purpose: a bay station may not edit orders, yet finishing
 * its job moves one. The permissions table has been asked before, and the request still carries the user, so the log
 * names who did it.
 */
export function payloadRecords(req: PayloadRequest, { tenantId, timezone, now, customerId }: RecordsOf): Records {
  const { payload } = req
  const common = { req, depth: 0, overrideAccess: true } as const

  async function find(kind: DocumentKind, name: string): Promise<Row | null> {
    const { collection, key } = TRACKED[kind]
    const where = { and: [{ tenant: { equals: tenantId } }, { [key]: { equals: name } }] }
    return (await payload.db.findOne<Row>({ collection, where, req })) ?? null
  }

  async function add(kind: 'order' | 'job', data: object): Promise<void> {
    const { collection } = TRACKED[kind]
    await payload.create({ ...common, collection, data: { ...data, tenant: tenantId } as never })
  }

  async function change(kind: DocumentKind, key: string, fields: object): Promise<void> {
    const { collection } = TRACKED[kind]
    const found = await find(kind, key)
    if (!found) throw new Error(`${collection}/${key} disappeared inside its own transaction.`)
    const data = kind === 'order' ? orderRow(fields) : fields
    await payload.update({ ...common, collection, id: found.id, data: data as never })
  }

  async function answer(access: Access): Promise<unknown> {
    switch (access.do) {
      case 'read': {
        const row = await find(access.kind, access.key)
        return row && TRACKED[access.kind].document(row as never)
      }
      case 'change':
        return change(access.kind, access.key, access.kind === 'job' ? jobFields(access.fields) : access.fields)
      case 'addOrder':
        return add('order', orderRow(access.order))
      case 'addJob':
        return add('job', access.job)
      case 'recordPayment':
        return recordPayment(req, { tenantId, timezone }, access.payment)
      case 'catalogue':
        return loadCatalog(req, tenantId)
      case 'isOwnOrder':
        return customerId != null && relationId((await find('order', access.orderID))?.customer) === customerId
      case 'nextOrderID':
        return nextOrderID(req, { tenantId, timezone, now }, async (orderID) => !(await find('order', orderID)))
    }
  }
  return answer
}

/** A whole job is given back by the rules; what names it and who keeps it is not for a command to set. */
function jobFields(job: Extract<Access, { do: 'change'; kind: 'job' }>['fields']): object {
  const { bayId, fromBay, status, steps, startedAt, pausedAt, pausedMs, finishedAt } = job
  return { bayId, fromBay, status, steps, startedAt, pausedAt, pausedMs, finishedAt }
}

/** The public document nests vehicle and customer; the row keeps their parts in columns beside the relationships. */
function orderRow({ vehicle, customer, ...rest }: Partial<Order> | NewOrder): object {
  return {
    ...rest,
    ...(vehicle && { plate: vehicle.plate, vehicleType: vehicle.type, make: vehicle.make, colour: vehicle.colour }),
    ...(customer && { customerName: customer.name, customerPhone: customer.phone }),
  }
}
