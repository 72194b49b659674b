import type { Payload } from 'payload'
import { additionsOf } from './additions'

/** Which orders of a site; all are written as `bareText` has them. */
export interface OrderSearch {
  readonly tenant: string
  /** Rows before this one. */
  readonly before: number
  readonly limit: number
}

/** What an adapter of this folder adds to Payload's, which cannot leave out the spaces of a plate. */
export interface OrderSearching {
  /** Ids of the orders in whose plate, number, name or telephone number this stands, newest first. */
  ordersWith(asked: OrderSearch & { readonly text: string; readonly phone: string }): Promise<readonly number[]>
  /** Ids of the orders of a car, newest first. */
  ordersOfCar(asked: OrderSearch & { readonly plate: string }): Promise<readonly number[]>
  /** How many of a car's orders were washed. */
  visitsOfCar(asked: { readonly tenant: string; readonly plate: string }): Promise<number>
}

export const orderSearching = (payload: Pick<Payload, 'db'>): OrderSearching => additionsOf(payload)

/** A plate, a name or a number as it is compared: `wxy 12-34` and `WXY1234` are the same. */
export const bareText = (text: string): string => text.replace(/[\s.+-]/g, '').toUpperCase()

/** The same in SQL, of a column. */
const bareColumn = (column: string): string => {
  const left = [' ', '-', '.', '+'].reduce(
    (inner, sign) => `replace(${inner}, '${sign}', '')`,
    `coalesce(${column}, '')`,
  )
  return `upper(${left})`
}

const NEWEST = 'ORDER BY id DESC LIMIT'
const WASHED = `('billed', 'paid', 'completed')`
const SEARCHED = ['plate', 'order_i_d', 'taken_as', 'customer_name'].map((column) => `${bareColumn(column)} LIKE ?3`)

export const ORDERS_WITH = `SELECT id FROM orders WHERE tenant = ?1 AND id < ?2
  AND (${SEARCHED.join(' OR ')} OR ${bareColumn('customer_phone')} LIKE ?4) ${NEWEST} ?5`
export const ORDERS_OF_CAR = `SELECT id FROM orders WHERE tenant = ?1 AND id < ?2 AND ${bareColumn('plate')} = ?3 ${NEWEST} ?4`
export const VISITS_OF_CAR = `SELECT count(*) AS visits FROM orders WHERE tenant = ?1 AND ${bareColumn('plate')} = ?2
  AND stage IN ${WASHED}`
