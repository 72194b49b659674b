import type { Payload } from 'payload'
import type { PastOrders } from '@/lib/domain/past-orders'
import { PAST_PAGE } from '@/lib/domain/past-orders'
import { bareText } from '@/lib/domain/rules/bare-text'
import type { Audience } from '../access/audiences'
import { orderSearching } from '../database'
import { orderDocument } from '../documents'
import type { OrderRow } from '../documents/order'
import { MOST_ROW_ID } from '../documents/row'
import { reduceDocuments } from '../sync/hub/redact'

/** A site's orders of all time, newest first, each as the audience may see it; and how many were looked at to find them. */
export async function findOrders(
  payload: Payload,
  tenant: string,
  audience: Audience,
  asked: { readonly plate: string | null; readonly text: string; readonly before: number | null },
): Promise<{ readonly past: PastOrders; readonly looked: number }> {
  const search = orderSearching(payload)
  const page = { tenant, before: asked.before ?? MOST_ROW_ID, limit: PAST_PAGE + 1 }
  const plate = asked.plate === null ? null : bareText(asked.plate)
  const found =
    plate === null
      ? await search.ordersWith({
          ...page,
          text: containing(bareText(asked.text)),
          phone: containing(dialled(asked.text)),
        })
      : { ...(await search.ordersOfCar({ ...page, plate })), looked: 0 }
  const ids = found.ids.slice(0, PAST_PAGE)
  const { docs } = await payload.db.find<OrderRow>({
    collection: 'orders',
    where: { and: [{ tenant: { equals: tenant } }, { id: { in: ids } }] },
    sort: '-id',
    pagination: false,
    limit: PAST_PAGE,
  })
  const past: PastOrders = {
    orders: reduceDocuments(audience, 'order', docs.map(orderDocument)) as PastOrders['orders'],
    next: found.ids.length > PAST_PAGE ? (ids.at(-1) ?? null) : found.next,
    visits: plate === null ? null : await search.visitsOfCar({ tenant, plate }),
  }
  return { past, looked: found.looked }
}

/**
 * For LIKE; its own signs stand in no plate and no number. A letter beyond A to Z stands for any: which is the capital of which
 * no two databases agree on, and SQLite knows none.
 */
const containing = (text: string): string =>
  `%${text.replace(/[%_\\]/g, '').replace(/\P{ASCII}/gu, (letter) => (hasCase(letter) ? '_' : letter))}%`

const hasCase = (letter: string) => letter.toLowerCase() !== letter.toUpperCase()

/** A number is found however it was dialled: `012-345 6789` and `+60 12 345 6789` are the same. */
function dialled(text: string): string {
  const bare = bareText(text)
  return /^\d{7,}$/.test(bare) ? bare.replace(/^(?:60|0)/, '') : bare
}
