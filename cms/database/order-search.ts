import { setImmediate } from 'node:timers/promises'
import type { Payload } from 'payload'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

/** Which orders of a site. */
export interface OrderSearch {
  readonly tenant: string
  /** Rows before this one. */
  readonly before: number
  readonly limit: number
}

/** What an order is looked for by, as it is kept. */
export interface SearchedOrder {
  readonly id: number
  readonly plate?: string | null
  readonly orderID?: string | null
  readonly takenAs?: string | null
  readonly customerName?: string | null
  readonly customerPhone?: string | null
}

type Meant<Row> = OrderSearch & { isMeant(order: Row): boolean }

export interface FoundOrders {
  /** Newest first. */
  readonly ids: readonly number[]
  /** Before which row to look on; `null` where there is none. */
  readonly next: number | null
  /** How many orders were looked at for it. */
  readonly looked: number
}

/** What an adapter of this folder adds to Payload's, which cannot leave out the spaces of a plate. */
export interface OrderSearching {
  /**
   * The orders that are meant. No index finds a part of a text: the orders are looked at a slice at a time, and one slice for all
   * who look, so that nothing else of the server waits for more than that; and no more than `MOST_LOOKED_AT` for one asking.
   */
  ordersWith(asked: Meant<SearchedOrder>): Promise<FoundOrders>
  /** The orders of a car; its plate as `bareText` has it. */
  ordersOfCar(
    asked: OrderSearch & { readonly plate: string },
    transaction?: Transaction,
  ): Promise<Omit<FoundOrders, 'looked'>>
  /** How many of a car's orders were washed. */
  visitsOfCar(asked: { readonly tenant: string; readonly plate: string }): Promise<number>
}

export const orderSearching = (payload: Pick<Payload, 'db'>): OrderSearching => additionsOf(payload)

/** As `bareText`, in SQL, of what is kept as `plainText` has it. */
const bareColumn = (text: string): string =>
  `upper(${[' ', '-', '.', '+'].reduce((inner, sign) => `replace(${inner}, '${sign}', '')`, text)})`

const SLICE = 500
/** About half a year of a busy site. */
export const MOST_LOOKED_AT = 50_000

const NEWEST = 'ORDER BY id DESC LIMIT'
const WASHED = `('billed', 'paid', 'completed')`
const BARE_PLATE = bareColumn(`coalesce(plate, '')`)

export const LOOK_AT_ORDERS = `SELECT id, plate, order_i_d AS "orderID", taken_as AS "takenAs", customer_name AS "customerName",
  customer_phone AS "customerPhone" FROM orders WHERE tenant = ?1 AND id < ?2 ${NEWEST} ?3`
/** The migration `plates` makes the index that these two go by. */
export const ORDERS_OF_CAR = `SELECT id FROM orders WHERE tenant = ?1 AND ${BARE_PLATE} = ?3 AND id < ?2 ${NEWEST} ?4`
export const VISITS_OF_CAR = `SELECT count(*) AS visits FROM orders WHERE tenant = ?1 AND ${BARE_PLATE} = ?2
  AND stage IN ${WASHED}`

/** Gives each its turn, one at a time; between two everything else of the server has its own. */
export function oneAtATime(): <T>(look: () => Promise<T>) => Promise<T> {
  let line: Promise<unknown> = Promise.resolve()
  return (look) => {
    const looked = line.then(look)
    line = looked.then(nextTurn, nextTurn)
    return looked
  }
}

const nextTurn = () => setImmediate()

/** Looks back, `slice` by slice, until `limit` are found. */
export async function lookBack<Row extends { readonly id: number }>(
  { before, limit, isMeant }: Meant<Row>,
  slice: (before: number, size: number) => Promise<readonly Row[]>,
): Promise<FoundOrders> {
  const ids: number[] = []
  let next = before
  let looked = 0
  while (looked < MOST_LOOKED_AT) {
    const rows = await slice(next, SLICE)
    looked += rows.length
    for (const row of rows) {
      if (isMeant(row)) ids.push(row.id)
      next = row.id
      if (ids.length === limit) return { ids, next, looked }
    }
    if (rows.length < SLICE) return { ids, next: null, looked }
  }
  return { ids, next, looked }
}
