import { type Order, orderSchema } from '@/lib/domain/documents'
import { orderIDSchema } from '@/lib/domain/values'
import { isOrderRow, orderDocument } from '../../../../documents/order'
import type { SignedIn } from '../../person/signed-in'

/** One order, however long ago it ended; `null` when there is none that this person may read. */
export async function readOrder({ payload, user, tenantId }: SignedIn, orderID: string): Promise<Order | null> {
  if (!orderIDSchema.safeParse(orderID).success) return null
  const { docs } = await payload.find({
    collection: 'orders',
    where: { and: [{ tenant: { equals: tenantId } }, { orderID: { equals: orderID } }] },
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: false,
    user,
  })
  const [row] = docs
  return row && isOrderRow(row) ? orderSchema.parse(orderDocument(row)) : null
}
