import type { Order } from '@/lib/domain/documents'
import type { Config } from '../payload-types'
import { instant } from './instant'
import type { RowOf } from './row'

/** A row of `orders`: the public document's parts beside the relationships they were taken from. */
export type OrderRow = RowOf<'orders', 'orderID' | 'stage' | 'overallStatus' | 'paymentStatus'>

/** Whether a row read on somebody's behalf has what every order has. */
export const isOrderRow = (row: Config['collections']['orders']): row is OrderRow =>
  Boolean(row.orderID && row.stage && row.overallStatus && row.paymentStatus)

/** The public document of an order row, as staff see it; no look-ups. */
export function orderDocument(row: OrderRow): Order {
  return {
    orderID: row.orderID,
    takenAs: row.takenAs || null,
    tenantId: row.tenant,
    stage: row.stage,
    stageSince: instant(row.stageSince ?? row.createdAt),
    overallStatus: row.overallStatus,
    paymentStatus: row.paymentStatus,
    queue: row.queue ?? null,
    bayId: row.bayId || null,
    vehicle: row.plate
      ? { plate: row.plate, type: row.vehicleType ?? 'sedan', make: row.make || null, colour: row.colour || null }
      : null,
    // Who gave a telephone number alone is somebody too.
    customer:
      row.customerName || row.customerPhone ? { name: row.customerName ?? '', phone: row.customerPhone || null } : null,
    services: row.services ?? [],
    totalAmount: row.totalAmount ?? 0,
    discount: row.discount ?? 0,
    rounding: row.rounding ?? 0,
    visits: row.visits ?? null,
    freeWash: row.freeWash ?? false,
    discountReason: row.discountReason ?? '',
    discountBy: row.discountBy || null,
    discountApprovedBy: row.discountApprovedBy || null,
    calledOffReason: row.calledOffReason ?? '',
    calledOffBy: row.calledOffBy || null,
    calledOffApprovedBy: row.calledOffApprovedBy || null,
    paidAmount: row.paidAmount ?? 0,
    payments: row.payments ?? [],
    currency: row.currency ?? 'MYR',
    customerNotes: row.customerNotes ?? '',
    staffNotes: row.staffNotes ?? '',
    whatsappLinked: row.whatsappLinked ?? false,
    qrCodeGenerated: row.qrCodeGenerated ?? false,
    createdAt: instant(row.createdAt),
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
