import type { CollectionBeforeChangeHook, PayloadRequest, Where } from 'payload'
import { bareText } from '@/lib/domain/rules/bare-text'
import { ERASED } from '@/lib/domain/rules/erased'
import { relationId } from '../../access/identity'
import { orderSearching } from '../../database'
import { transactionOf } from '../../database/transaction'
import type { OrderRow } from '../../documents/order'
import { MOST_ROW_ID } from '../../documents/row'
import type { Customer, Vehicle } from '../../payload-types'

/** Orders that a new vehicle takes over: in one turn, with a person waiting. */
const MOST_TAKEN = 100

/** What an order tells of its car. Whose it is, is told by the number of a customer whom the site knows. */
type Told = Partial<Pick<Vehicle, 'type' | 'make' | 'colour' | 'owner'>>

/** Of what is not said nothing is forgotten. */
const said = (told: Told): Told =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined && value !== ''))

const changed = (previous: OrderRow | undefined, order: Partial<OrderRow>, fields: readonly (keyof OrderRow)[]) =>
  !previous || fields.some((field) => (order[field] ?? null) !== (previous[field] ?? null))

/**
 * A plate makes a vehicle: the row of the order's car is found by its plate, or made, in the transaction of the order. What the
 * car is known for comes to the order, and what the order tells anew to the car. Names and telephone numbers stay with the orders
 * and the customers: one car may bring several people.
 */
export const knowVehicle: CollectionBeforeChangeHook<OrderRow> = async ({
  data: order,
  originalDoc: previous,
  req,
}) => {
  const { plate, tenant } = order
  const barePlate = bareText(plate ?? '')
  if (!tenant || !plate || barePlate === '' || barePlate === ERASED) {
    if (previous && changed(previous, order, ['plate'])) order.vehicle = null
    return order
  }
  if (!changed(previous, order, ['plate', 'vehicleType', 'make', 'colour', 'customerPhone'])) return order
  const isOther = changed(previous, order, ['plate'])
  const known = await findOne<Vehicle>(
    req,
    'vehicles',
    tenant,
    isOther || !order.vehicle ? { barePlate } : { id: relationId(order.vehicle) },
  )
  const told = said({
    type: order.vehicleType ?? undefined,
    // Of an order whose plate is put right they may be those of the other car.
    ...(changed(previous, order, ['make']) && { make: order.make }),
    ...(changed(previous, order, ['colour']) && { colour: order.colour }),
    ...(!known?.owner && { owner: await ownerOf(req, tenant, order) }),
  })
  const vehicle = known ?? (await addVehicle(req, { ...told, plate, tenant }))
  if (known) await tellVehicle(req, known, told)
  order.vehicle = vehicle.id
  if (isOther) {
    order.make = order.make || vehicle.make || null
    order.colour = order.colour || vehicle.colour || null
  }
  return order
}

async function ownerOf(req: PayloadRequest, tenant: string, order: Partial<OrderRow>): Promise<number | null> {
  if (order.customer) return Number(relationId(order.customer))
  if (!order.customerPhone) return null
  return (await findOne<Customer>(req, 'customers', tenant, { phone: order.customerPhone }))?.id ?? null
}

/** The oldest of the site's rows that have these values. */
async function findOne<Row extends { id: number }>(
  req: PayloadRequest,
  collection: 'vehicles' | 'customers',
  tenant: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Row | null> {
  const and = Object.entries({ tenant, ...values }).map(([field, equals]): Where => ({ [field]: { equals } }))
  const { docs } = await req.payload.db.find<Row>({
    collection,
    where: { and },
    sort: 'id',
    limit: 1,
    pagination: false,
    req,
  })
  return docs[0] ?? null
}

async function addVehicle(req: PayloadRequest, told: Told & Pick<Vehicle, 'plate' | 'tenant'>): Promise<Vehicle> {
  const data = { type: 'sedan', ...told, barePlate: bareText(told.plate) } as const
  const vehicle = (await req.payload.db.create({ collection: 'vehicles', data, req })) as Vehicle
  await takeOrders(req, vehicle, data.barePlate)
  return vehicle
}

/**
 * The car's newest orders from before it was known, or since its vehicle was deleted, become the vehicle's: which vehicle an order
 * is of is the panel's alone to show, so no event tells it.
 */
async function takeOrders(req: PayloadRequest, { id, tenant }: Vehicle, plate: string): Promise<void> {
  const asked = { tenant, plate, before: MOST_ROW_ID, limit: MOST_TAKEN }
  const { ids } = await orderSearching(req.payload).ordersOfCar(asked, await transactionOf(req))
  if (ids.length === 0) return
  const where: Where = { and: [{ id: { in: [...ids] } }, { vehicle: { exists: false } }] }
  await req.payload.db.updateMany({ collection: 'orders', where, data: { vehicle: id }, req, returning: false })
}

async function tellVehicle(req: PayloadRequest, vehicle: Vehicle, told: Told): Promise<void> {
  const anew = Object.entries(told).filter(([field, value]) => value !== vehicle[field as keyof Told])
  if (anew.length === 0) return
  const data = { ...Object.fromEntries(anew), updatedAt: new Date().toISOString() }
  await req.payload.db.updateOne({ collection: 'vehicles', id: vehicle.id, data, req, returning: false })
}
