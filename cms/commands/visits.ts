import type { PayloadRequest, Where } from 'payload'
import { bareText } from '@/lib/domain/rules/bare-text'
import { ERASED } from '@/lib/domain/rules/erased'
import { isVisit } from '@/lib/domain/rules/free-wash'
import type { CatalogService } from '@/lib/domain/rules/pricing'
import { orderSearching } from '../database'
import { transactionOf } from '../database/transaction'
import { orderDocument } from '../documents'
import type { OrderRow } from '../documents/order'
import { MOST_ROW_ID } from '../documents/row'
import { siteOf } from './site'

const PAGE = 50

interface CarAsked {
  readonly tenant: string
  readonly plate: string
  readonly except: string | null
  /** What the site sells: it says what counts as a visit. */
  readonly catalog: readonly CatalogService[]
}

/**
 * Visits of a car since its last free wash, the order `except` left out, in the request's transaction: nobody else of the site
 * writes meanwhile, so two orders never get the same free wash. It stops at as many as a free wash takes. Orders whose plate
 * was erased, or is a dash, are of no car.
 */
export async function visitsOfCar(req: PayloadRequest, { tenant, plate, except, catalog }: CarAsked): Promise<number> {
  const bare = bareText(plate)
  if (bare === '' || bare === ERASED) return 0
  const { freeWashEvery: every, freeWashSince: since } = await siteOf(req, tenant)
  const transaction = await transactionOf(req)
  const asked = { tenant, plate: bare, limit: PAGE }
  let visits = 0
  for (let before: number | null = MOST_ROW_ID; before !== null; ) {
    const found = await orderSearching(req.payload).ordersOfCar({ ...asked, before }, transaction)
    for (const row of await ordersOf(req, tenant, found.ids)) {
      if (except !== null && (row.orderID === except || row.takenAs === except)) continue
      if (since && Date.parse(row.createdAt ?? '') < Date.parse(since)) return visits
      const order = orderDocument(row)
      if (order.freeWash && order.stage !== 'cancelled') return visits
      if (isVisit(order, catalog)) visits += 1
      if (visits >= every) return visits
    }
    before = found.next
  }
  return visits
}

/** Newest first, as they were found. */
async function ordersOf(req: PayloadRequest, tenant: string, ids: readonly number[]): Promise<OrderRow[]> {
  if (ids.length === 0) return []
  const where: Where = { and: [{ tenant: { equals: tenant } }, { id: { in: [...ids] } }] }
  return (
    await req.payload.db.find<OrderRow>({
      collection: 'orders',
      where,
      sort: '-id',
      pagination: false,
      limit: PAGE,
      req,
    })
  ).docs
}
