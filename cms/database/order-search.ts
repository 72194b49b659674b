import { setImmediate } from 'node:timers/promises'
import type { Payload } from 'payload'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

/** Which orders of a site; all are written as `bareText` has them. */
export interface OrderSearch {
  readonly tenant: string
  /** Rows before this one. */
  readonly before: number
  readonly limit: number
}

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
   * The orders in whose plate, number, name or telephone number this stands. No index finds a part of a text: the orders are
   * looked at a slice at a time, and one slice for all who look, so that nothing else of the server waits for more than that;
   * and no more than `MOST_LOOKED_AT` for one asking.
   */
  ordersWith(asked: OrderSearch & { readonly text: string; readonly phone: string }): Promise<FoundOrders>
  /** The orders of a car. */
  ordersOfCar(
    asked: OrderSearch & { readonly plate: string },
    transaction?: Transaction,
  ): Promise<Omit<FoundOrders, 'looked'>>
  /** How many of a car's orders were washed. */
  visitsOfCar(asked: { readonly tenant: string; readonly plate: string }): Promise<number>
}

export const orderSearching = (payload: Pick<Payload, 'db'>): OrderSearching => additionsOf(payload)

/** As `bareText`, in SQL. */
const bareColumn = (text: string): string =>
  `upper(${[' ', '-', '.', '+'].reduce((inner, sign) => `replace(${inner}, '${sign}', '')`, text)})`

const ofColumn = (column: string): string => `coalesce(${column}, '')`

const SLICE = 500
/** About half a year of a busy site. */
export const MOST_LOOKED_AT = 50_000

const NEWEST = 'ORDER BY id DESC LIMIT'
const WASHED = `('billed', 'paid', 'completed')`
/** Made bare as one text, which takes half the time of one by one. No text that is looked for has the line's end that parts them. */
const SEARCHED = bareColumn(['plate', 'order_i_d', 'taken_as', 'customer_name'].map(ofColumn).join(` || '\n' || `))

/** Of each of the orders, whether the text stands in it. */
export const LOOK_AT_ORDERS = `SELECT id, CASE WHEN ${SEARCHED} LIKE ?3 OR ${bareColumn(ofColumn('customer_phone'))} LIKE ?4 THEN 1 ELSE 0 END AS found
  FROM orders WHERE tenant = ?1 AND id < ?2 ${NEWEST} ?5`
/** The migration `plates` makes the index that these two go by. */
export const ORDERS_OF_CAR = `SELECT id FROM orders WHERE tenant = ?1 AND ${bareColumn(ofColumn('plate'))} = ?3 AND id < ?2 ${NEWEST} ?4`
export const VISITS_OF_CAR = `SELECT count(*) AS visits FROM orders WHERE tenant = ?1 AND ${bareColumn(ofColumn('plate'))} = ?2
  AND stage IN ${WASHED}`

interface LookedAt {
  readonly id: number
  readonly found: number
}

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
export async function lookBack(
  { before, limit }: OrderSearch,
  slice: (before: number, size: number) => Promise<readonly LookedAt[]>,
): Promise<FoundOrders> {
  const ids: number[] = []
  let next = before
  let looked = 0
  while (looked < MOST_LOOKED_AT) {
    const rows = await slice(next, SLICE)
    looked += rows.length
    for (const { id, found } of rows) {
      if (found) ids.push(id)
      next = id
      if (ids.length === limit) return { ids, next, looked }
    }
    if (rows.length < SLICE) return { ids, next: null, looked }
  }
  return { ids, next, looked }
}
