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
  /** What stands on the receipt, in other languages. */
  readonly names: SiteNames
  /** IANA name of the site's zone. */
  readonly timeZone: string
}

/** What else the site sells, or no longer does, is nothing to whoever holds a receipt. */
function namesOn({ lines }: Receipt, names: SiteNames): SiteNames {
  const said = new Set(lines.flatMap(({ name, options }) => [name, ...options]))
  return Object.fromEntries(Object.entries(names).filter(([name]) => said.has(name)))
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
  const receipt = receiptOf(orderSchema.parse(orderDocument(order)))
  return {
    receipt,
    head: {
      name: site.name,
      address: site.address ?? '',
      registrationNumber: site.registrationNumber ?? '',
      taxNumber: site.taxNumber ?? '',
      taxName: site.taxName ?? '',
    },
    names: namesOn(receipt, names),
    timeZone: site.timeZone || 'Asia/Kuala_Lumpur',
  }
}
