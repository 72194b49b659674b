import type { Payload } from 'payload'
import type { PastOrders } from '@/lib/domain/past-orders'
import { PAST_PAGE } from '@/lib/domain/past-orders'
import { bareText, dialled, digitsOf } from '@/lib/domain/rules/bare-text'
import type { Audience } from '../access/audiences'
import { orderSearching } from '../database'
import type { SearchedOrder } from '../database/order-search'
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
          isMeant: holding(asked.text),
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

/** Whether an order holds the text in its plate, its numbers, its customer's name or telephone number. */
function holding(text: string): (order: SearchedOrder) => boolean {
  const wanted = bareText(text)
  const number = numberIn(text)
  return ({ plate, orderID, takenAs, customerName, customerPhone }) =>
    [plate, orderID, takenAs, customerName].some((kept) => kept && wanted !== '' && bareText(kept).includes(wanted)) ||
    (number !== '' && digitsOf(customerPhone ?? '').includes(number))
}

/** What the text is as a telephone number or a part of one; nothing where it has letters. Few digits may be of its middle. */
function numberIn(text: string): string {
  if (/\p{L}/u.test(text)) return ''
  const digits = digitsOf(text)
  return digits.length < 7 ? digits : dialled(digits)
}
