import type { Payload } from 'payload'
import { concernDocument, jobDocument, orderDocument } from '../documents'
import { findKept, isOver, rowsWhere } from './find'
import type { Person } from './person'

/** How much is kept of somebody, for whoever decides on it; and the whole of it. */
export interface Kept {
  readonly counts: Readonly<
    Record<'orders' | 'jobs' | 'payments' | 'events' | 'concerns' | 'customers' | 'vehicles', number>
  >
  /** Orders of a car that is still here: not erased before it is gone. */
  readonly underWay: readonly string[]
  /** By what else the person may be known: what stands beside it in the orders. */
  readonly plates: readonly string[]
  readonly phones: readonly string[]
  readonly names: readonly string[]
  /** Accounts that belong to the person; they are deleted among the users. */
  readonly accounts: readonly string[]
  readonly everything: Readonly<Record<string, unknown>>
}

interface EventRow {
  readonly seq: number
  readonly at: string
  readonly eventType: string
  readonly orderID: string
  readonly actor: string
  readonly body: string
}

/** All that the site keeps of somebody. */
export async function readKept(payload: Payload, tenant: string, person: Person): Promise<Kept> {
  const { orders, jobs, concerns, customers, vehicles } = await findKept(payload, tenant, person)
  const numbers = orders.map(({ orderID }) => orderID)
  const customerIds = customers.map(({ id }) => id)
  const [payments, events, accounts] = await Promise.all([
    rowsWhere<Record<string, unknown>>(payload, 'payments', tenant, 'orderID', numbers),
    rowsWhere<EventRow>(payload, 'sync-events', tenant, 'orderID', numbers),
    rowsWhere<{ email: string }>(payload, 'users', tenant, 'customer', customerIds),
  ])
  const distinct = (values: readonly (string | null | undefined)[]) =>
    [...new Set(values.filter((value) => !!value))] as string[]
  const rows = { orders, jobs, payments, events, concerns, customers, vehicles }
  return {
    counts: Object.fromEntries(Object.entries(rows).map(([kind, list]) => [kind, list.length])) as Kept['counts'],
    underWay: orders.filter((order) => !isOver(order)).map(({ orderID }) => orderID),
    plates: distinct([...orders, ...vehicles].map(({ plate }) => plate)),
    phones: distinct([...orders.map(({ customerPhone }) => customerPhone), ...customers.map(({ phone }) => phone)]),
    names: distinct([...orders.map(({ customerName }) => customerName), ...customers.map(({ name }) => name)]),
    accounts: accounts.map(({ email }) => email),
    everything: {
      site: tenant,
      person,
      madeAt: new Date().toISOString(),
      orders: orders.map(orderDocument),
      jobs: jobs.map(jobDocument),
      payments: payments.map(withoutInner),
      concerns: concerns.map(concernDocument),
      customers: customers.map(withoutInner),
      vehicles: vehicles.map(withoutInner),
      accounts: accounts.map(({ email }) => email),
      events: events.map(({ seq, at, eventType, orderID, actor, body }) => {
        return { seq, at, eventType, orderID, actor, data: JSON.parse(body) }
      }),
    },
  }
}

/** Without the columns that are the database's own. */
const withoutInner = (row: object) =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => !['tenant', 'updatedAt', 'barePlate', 'orders', 'taxes', 'dayAmount', 'dayOrders'].includes(name),
    ),
  )
