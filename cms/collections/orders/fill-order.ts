import { APIError, type CollectionBeforeChangeHook, type PayloadRequest, type Where } from 'payload'
import type { OrderService } from '@/lib/domain/documents'
import { plainText } from '@/lib/domain/rules/bare-text'
import { relationId } from '../../access/identity'
import type { OrderRow } from '../../documents/order'
import type { Customer, Vehicle } from '../../payload-types'
import { priceLines } from './price-lines'

const changed = (next: unknown, previous: unknown) => relationId(next) !== relationId(previous)

/** A row of the order's own tenant. @throws APIError 400 for any other */
async function related<Row extends { id: number }>(
  req: PayloadRequest,
  collection: 'vehicles' | 'customers',
  id: string,
  tenant: string,
): Promise<Row> {
  const where: Where = { and: [{ id: { equals: id } }, { tenant: { equals: tenant } }] }
  const found = await req.payload.db.findOne<Row>({ collection, where, req })
  if (!found) throw new APIError(`There is no such row among this site's ${collection}.`, 400)
  return found
}

/**
 * Copies what the public document needs out of related rows, when the relation changes, so that no reader ever looks
 * anything up and an old order keeps what was true when it was taken.
 */
export const fillOrder: CollectionBeforeChangeHook<OrderRow> = async ({ data: order, originalDoc: previous, req }) => {
  const tenant = order.tenant ?? ''
  const vehicleId = relationId(order.vehicle)
  if (vehicleId && changed(order.vehicle, previous?.vehicle)) {
    const vehicle = await related<Vehicle>(req, 'vehicles', vehicleId, tenant)
    order.plate = plainText(vehicle.plate)
    order.vehicleType = vehicle.type
    order.make = vehicle.make ?? null
    order.colour = vehicle.colour ?? null
  }

  const customerId = relationId(order.customer)
  if (customerId && changed(order.customer, previous?.customer)) {
    const customer = await related<Customer>(req, 'customers', customerId, tenant)
    order.customerName = customer.name
    order.customerPhone = customer.phone ? plainText(customer.phone) : null
  }

  // Those of another car were not counted, and of somebody who was erased none are known.
  if (previous && order.plate !== previous.plate && order.visits === previous.visits) order.visits = null

  order.services = await priceLines(req, tenant, order.vehicleType ?? null, order.services)
  if (order.services.length > 0) {
    order.totalAmount = total(order.services) - (order.discount ?? 0) + (order.rounding ?? 0)
  }
  return order
}

const total = (lines: readonly OrderService[]) => lines.reduce((sum, line) => sum + line.price, 0)
