import type { PayloadRequest } from 'payload'
import { type DocumentKind, isProvisional, type Order } from '@/lib/domain'
import type { Access, Changes, NewOrder } from '@/lib/domain/commands/access'
import { relationId } from '../access/identity'
import type { OrderRow } from '../documents/order'
import { loadCatalog } from './catalog'
import { keptDocuments } from './kept-documents'
import { lastShift, ledgerAfter, ledgerHead } from './ledger'
import { nextOrderID } from './order-number'
import { recordPayment } from './record-payment'
import type { Records, RecordsOf } from './records'
import { visitsOfCar } from './visits'

type Change = Extract<Access, { do: 'change' }>

/** The tenant's documents in the server's database, inside the request's transaction. */
export function payloadRecords(req: PayloadRequest, records: RecordsOf): Records {
  const { tenantId, site, now, actedAt = now, customerId } = records
  const { timezone } = site
  const kept = keptDocuments(req, tenantId)
  let prices: ReturnType<typeof loadCatalog> | undefined
  /** Read once for a command, however often its rules look. */
  const catalog = () => {
    prices ??= loadCatalog(req, tenantId, site)
    return prices
  }
  const order = (orderID: string) => kept.order.find(orderID, fieldOf('order', orderID))

  function change(access: Change): Promise<void> {
    const { key } = access
    switch (access.kind) {
      case 'order':
        return kept.order.change(key, orderRow(access.fields), fieldOf('order', key))
      case 'queue':
        return kept.queue.change(key, access.fields)
      case 'bay':
        return kept.bay.change(key, access.fields)
      case 'job':
        return kept.job.change(key, jobFields(access.fields))
      case 'concern':
        return kept.concern.change(key, access.fields)
      case 'shift':
        return kept.shift.change(key, access.fields)
    }
  }

  async function answer(access: Access): Promise<unknown> {
    switch (access.do) {
      case 'read':
        return kept[access.kind].read(access.key, fieldOf(access.kind, access.key))
      case 'change':
        return change(access)
      case 'addOrder':
        // Taken without a server, it waits since then, and its receipt says so.
        return kept.order.add({ ...orderRow(access.order), ...sinceWhen(actedAt) })
      case 'addJob':
        return kept.job.add(access.job)
      case 'addConcern':
        return kept.concern.add(access.concern)
      case 'addShift':
        return kept.shift.add(access.shift)
      case 'lastShift':
        return lastShift(req, tenantId)
      case 'ledgerHead':
        return ledgerHead(req, tenantId)
      case 'ledgerAfter':
        return ledgerAfter(req, tenantId, access)
      case 'recordPayment':
        return recordPayment(req, { tenantId, timezone }, access.payment)
      case 'catalogue':
        return catalog()
      case 'visitsBefore':
        return visitsOfCar(req, { ...access, tenant: tenantId, catalog: await catalog() })
      case 'isOwnOrder':
        return customerId != null && relationId((await order(access.orderID))?.customer) === customerId
      case 'nextOrderID':
        return nextOrderID(req, { tenantId, timezone, now }, async (orderID) => !(await order(orderID)))
    }
  }
  return answer
}

function sinceWhen(moment: number): Pick<OrderRow, 'createdAt' | 'stageSince'> {
  const at = new Date(moment).toISOString()
  return { createdAt: at, stageSince: at }
}

/** An order is also found by what the station called it that took it. */
const fieldOf = (kind: DocumentKind, key: string) => (kind === 'order' && isProvisional(key) ? 'takenAs' : undefined)

/** A whole job is given back by the rules; what names it and who keeps it is not for a command to set. */
function jobFields(job: Changes['job']): Changes['job'] {
  const { bayId, fromBay, plate, vehicleType, title, notes, status, steps } = job
  const { startedAt, pausedAt, pausedMs, finishedAt } = job
  return {
    bayId,
    fromBay,
    plate,
    vehicleType,
    title,
    notes,
    status,
    steps,
    startedAt,
    pausedAt,
    pausedMs,
    finishedAt,
  }
}

/** The public document nests vehicle and customer; the row keeps their parts in columns beside the relationships. */
function orderRow({ vehicle, customer, ...rest }: Partial<Order> | NewOrder): Partial<OrderRow> {
  return {
    ...rest,
    ...(vehicle && { plate: vehicle.plate, vehicleType: vehicle.type, make: vehicle.make, colour: vehicle.colour }),
    ...(customer !== undefined && { customerName: customer?.name ?? null, customerPhone: customer?.phone ?? null }),
  }
}
