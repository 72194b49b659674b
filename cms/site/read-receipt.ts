import type { Payload } from 'payload'
import { type Receipt, receiptOf } from '@/lib/domain'
import { orderSchema } from '@/lib/domain/documents'
import type { SiteNames } from '@/lib/domain/names'
import type { Letterhead } from '@/lib/domain/site'
import { type OrderRow, orderDocument } from '../documents/order'
import type { Tenant } from '../payload-types'
import { readNames } from './read-names'
import type { NamedOrder } from './receipt-token'

export interface ReadReceipt {
  readonly receipt: Receipt
  readonly head: Letterhead
  /** What the site sells, in other languages. */
  readonly names: SiteNames
  /** IANA name of the site's zone. */
  readonly timeZone: string
}

/** The receipt of an order for whoever holds its token; `null` where the order is gone. */
export async function readReceipt(payload: Payload, { tenantId, orderID }: NamedOrder): Promise<ReadReceipt | null> {
  const [order, site, names] = await Promise.all([
    payload.db.findOne<OrderRow>({
      collection: 'orders',
      where: { and: [{ tenant: { equals: tenantId } }, { orderID: { equals: orderID } }] },
    }),
    payload.db.findOne<Tenant>({ collection: 'tenants', where: { tenantId: { equals: tenantId } } }),
    readNames(payload, tenantId),
  ])
  if (!order || !site) return null
  return {
    receipt: receiptOf(orderSchema.parse(orderDocument(order))),
    head: {
      name: site.name,
      address: site.address ?? '',
      registrationNumber: site.registrationNumber ?? '',
      taxNumber: site.taxNumber ?? '',
      taxName: site.taxName ?? '',
    },
    names,
    timeZone: site.timeZone || 'Asia/Kuala_Lumpur',
  }
}
