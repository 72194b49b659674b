import type { Order, SyncEvent } from '@/lib/domain'
import * as samples from '@/lib/domain/samples/documents'
import { formatEventId, type StoredEvent } from '@/lib/sync/engine'

const INSTANT = '2026-01-15T10:30:00Z'

/** A plausible whole order in a bay, as the wire carries it. */
export function sampleOrder(number: number, changes: Partial<Order> = {}): Order {
  return samples.sampleOrder({
    orderID: `AX-20260115-${String(number).padStart(4, '0')}`,
    stage: 'in_progress',
    overallStatus: 'in_progress',
    queue: 'regular',
    bayId: 'bay-1',
    vehicle: { plate: `WXY ${1000 + number}`, type: 'sedan', make: 'Perodua Myvi', colour: 'silver' },
    customer: { name: 'Nurul Aisyah', phone: '+60123456789' },
    services: [{ serviceId: 'basic-wash', name: 'Basic Wash', price: 1500, minutes: 30, options: [] }],
    totalAmount: 1500,

    qrCodeGenerated: true,
    ...changes,
  })
}

/** A stage change of one of `orders` orders, as event `seq` of the log. */
export function sampleEvent(seq: number, orders = 100, epoch = 'k3f9'): SyncEvent {
  const order = sampleOrder((seq % orders) + 1, { version: Math.floor(seq / orders) + 1 })
  return {
    id: formatEventId({ epoch, seq }),
    eventType: 'stage_change',
    orderID: order.orderID,
    tenantId: 'main',
    timestamp: INSTANT,
    actor: 'station:bay-1',
    data: { previousStage: 'open', newStage: 'in_progress', order },
  }
}

export function sampleStoredEvent(seq: number, orders?: number, epoch?: string): StoredEvent {
  return {
    ...sampleEvent(seq, orders, epoch),
    metadata: { receivedAt: INSTANT, processed: true, acknowledged: false, source: 'sse' },
  }
}
