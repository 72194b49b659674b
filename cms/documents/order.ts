import type { Order, OrderService, QueueId, Stage, VehicleType } from '@/lib/sync/protocol/documents'
import { instant } from './instant'

/** A row of `orders`: the public document's parts beside the relationships they were taken from. */
export interface OrderRow {
  id?: number | string
  orderID: string
  tenant: string
  stage: Stage
  stageSince?: string | null
  overallStatus: Order['overallStatus']
  paymentStatus: Order['paymentStatus']
  queue?: QueueId | null
  bayId?: string | null
  vehicle?: unknown
  plate?: string | null
  vehicleType?: VehicleType | null
  make?: string | null
  colour?: string | null
  customer?: unknown
  customerName?: string | null
  customerPhone?: string | null
  services?: OrderService[] | null
  totalAmount?: number | null
  discount?: number | null
  paidAmount?: number | null
  currency?: string | null
  customerNotes?: string | null
  staffNotes?: string | null
  whatsappLinked?: boolean | null
  qrCodeGenerated?: boolean | null
  createdAt?: string
  changedAt?: string | null
  version?: number | null
}

/** The public document of an order row, as staff see it; no look-ups. */
export function orderDocument(row: OrderRow): Order {
  return {
    orderID: row.orderID,
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
    paidAmount: row.paidAmount ?? 0,
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
