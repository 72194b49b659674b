import type { Bay, Job, Order, Queue, Stage } from '@/lib/sync/engine'

const AT = '2026-01-15T09:00:00.000Z'

/** A valid order; `rest` overrides fields. */
export function sampleOrder(orderID: string, rest: Partial<Order> = {}): Order {
  return {
    orderID,
    tenantId: 'main',
    stage: 'initiated' satisfies Stage,
    stageSince: AT,
    overallStatus: 'pending',
    paymentStatus: 'pending',
    queue: 'regular',
    bayId: null,
    vehicle: { plate: 'WXY 1234', type: 'sedan', make: null, colour: null },
    customer: null,
    services: [],
    totalAmount: 2500,
    discount: 0,
    paidAmount: 0,
    currency: 'MYR',
    customerNotes: '',
    staffNotes: '',
    whatsappLinked: false,
    qrCodeGenerated: false,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...rest,
  }
}

export function sampleQueue(queueId: Queue['queueId'], rest: Partial<Queue> = {}): Queue {
  return { queueId, tenantId: 'main', name: queueId, open: true, entries: [], updatedAt: AT, version: 1, ...rest }
}

export function sampleBay(bayId: string, rest: Partial<Bay> = {}): Bay {
  return {
    bayId,
    tenantId: 'main',
    name: bayId,
    position: 0,
    status: 'available',
    statusReason: null,
    orderID: null,
    jobId: null,
    updatedAt: AT,
    version: 1,
    ...rest,
  }
}

export function sampleJob(jobId: string, rest: Partial<Job> = {}): Job {
  return {
    jobId,
    tenantId: 'main',
    orderID: 'AX-20260115-0001',
    bayId: 'bay-1',
    fromQueue: 'regular',
    fromBay: null,
    plate: 'WXY 1234',
    vehicleType: 'sedan',
    title: 'Basic Wash',
    notes: '',
    status: 'pending',
    steps: [],
    startedAt: null,
    pausedAt: null,
    pausedMs: 0,
    finishedAt: null,
    updatedAt: AT,
    version: 1,
    ...rest,
  }
}
