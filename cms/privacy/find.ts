import type { Payload, Where } from 'payload'
import { relationId } from '../access/identity'
import { orderSearching } from '../database'
import type { SearchedOrder } from '../database/order-search'
import type { ConcernRow } from '../documents/concern'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import type { RowOf } from '../documents/row'
import { isOf, type Person, standsIn } from './person'

type CustomerRow = RowOf<'customers', never>
type VehicleRow = RowOf<'vehicles', never>

/** All rows of a site that hold something of a person. */
export interface KeptRows {
  readonly orders: readonly OrderRow[]
  readonly jobs: readonly JobRow[]
  readonly concerns: readonly ConcernRow[]
  readonly customers: readonly CustomerRow[]
  readonly vehicles: readonly VehicleRow[]
}

/** Stages in which nothing more happens to an order. */
export const OVER = ['completed', 'cancelled'] as const

/** Whether no car of it is here any more, and no money of it is owed. */
export const isOver = ({ stage, toGiveBack }: OrderRow) => OVER.some((over) => over === stage) && !toGiveBack

const MOST_ID = 2_147_483_647
const PAGE = 200

/** Asks for rows whose field is one of these, some at a time: a query takes no thousand values. */
export async function rowsWhere<Row>(
  payload: Pick<Payload, 'db'>,
  collection: 'orders' | 'jobs' | 'concerns' | 'payments' | 'sync-events' | 'vehicles' | 'users',
  tenant: string,
  field: string,
  values: readonly (string | number)[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < values.length; at += PAGE) {
    const where: Where = { and: [{ tenant: { equals: tenant } }, { [field]: { in: values.slice(at, at + PAGE) } }] }
    rows.push(
      ...(await payload.db.find<Row & { id: number }>({ collection, where, sort: 'id', pagination: false })).docs,
    )
  }
  return rows
}

/** All that a site keeps of a person in its documents, oldest first. */
export async function findKept(payload: Payload, tenant: string, person: Person): Promise<KeptRows> {
  const found = await rowsWhere<OrderRow>(payload, 'orders', tenant, 'id', await orderIDs(payload, tenant, person))
  const orders = found.filter(({ plate, customerPhone }) => isOf(person, { plate, phone: customerPhone }))
  const numbers = orders.map(({ orderID }) => orderID)
  const [jobs, concerns, everyConcern, everyCustomer, everyVehicle] = await Promise.all([
    rowsWhere<JobRow>(payload, 'jobs', tenant, 'orderID', numbers),
    rowsWhere<ConcernRow>(payload, 'concerns', tenant, 'orderID', numbers),
    all<ConcernRow>(payload, 'concerns', tenant),
    all<CustomerRow>(payload, 'customers', tenant),
    all<VehicleRow>(payload, 'vehicles', tenant),
  ])
  const customers = everyCustomer.filter(({ phone }) => isOf(person, { phone }))
  const ids = new Set(customers.map(({ id }) => String(id)))
  const cars = await carsOfAlone(payload, tenant, orders)
  return {
    orders,
    jobs,
    concerns: unique([...concerns, ...everyConcern.filter((concern) => standsIn(person, concern))]),
    customers,
    vehicles: everyVehicle.filter(
      ({ id, plate, owner }) => isOf(person, { plate }) || ids.has(relationId(owner) ?? '') || cars.has(String(id)),
    ),
  }
}

/** Row ids of the cars that these orders name and no other order does: a car that others bring too is not one person's. */
async function carsOfAlone(payload: Payload, tenant: string, orders: readonly OrderRow[]): Promise<Set<string>> {
  const cars = new Set(orders.flatMap(({ vehicle }) => relationId(vehicle) ?? []))
  const theirs = new Set(orders.map(({ id }) => id))
  const named = await rowsWhere<OrderRow>(payload, 'orders', tenant, 'vehicle', [...cars])
  for (const { id, vehicle } of named) if (!theirs.has(id)) cars.delete(relationId(vehicle) ?? '')
  return cars
}

const unique = <Row extends { id: number }>(rows: readonly Row[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

async function all<Row>(payload: Payload, collection: 'concerns' | 'customers' | 'vehicles', tenant: string) {
  const where: Where = { tenant: { equals: tenant } }
  const { docs } = await payload.db.find<Row & { id: number }>({ collection, where, sort: 'id', pagination: false })
  return docs
}

/** Row ids of the person's orders. Each order of the site is looked at: what an older release kept was written in many ways. */
async function orderIDs(payload: Payload, tenant: string, person: Person): Promise<number[]> {
  const search = orderSearching(payload)
  const ids: number[] = []
  const isMeant = ({ plate, customerPhone }: SearchedOrder) => isOf(person, { plate, phone: customerPhone })
  for (let before: number | null = MOST_ID; before !== null; ) {
    const { ids: found, next } = await search.ordersWith({ tenant, before, limit: PAGE, isMeant })
    ids.push(...found)
    before = next
  }
  return ids.toSorted((a, b) => a - b)
}
