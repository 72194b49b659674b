import type { Bay, Job, JobStep, Order, Queue } from '@/lib/sync/protocol'

/** Whole, valid documents for the rules' tests; each test names only what it is about. */
const T0 = '2026-01-15T10:00:00.000Z'

/** `T0` plus so many minutes, as it stands on the wire. */
export const at = (minutes: number) => new Date(Date.parse(T0) + minutes * 60_000).toISOString()
/** `T0` plus so many minutes, in milliseconds. */
export const ms = (minutes: number) => Date.parse(at(minutes))

export function order(change: Partial<Order> = {}): Order {
  return {
    orderID: 'AX-20260115-0001',
    tenantId: 'main',
    stage: 'initiated',
    stageSince: T0,
    overallStatus: 'pending',
    paymentStatus: 'pending',
    queue: 'regular',
    bayId: null,
    vehicle: { plate: 'WXY 1234', type: 'sedan', make: null, colour: null },
    customer: null,
    services: [],
    totalAmount: 1500,
    discount: 0,
    paidAmount: 0,
    currency: 'MYR',
    customerNotes: '',
    staffNotes: '',
    whatsappLinked: false,
    qrCodeGenerated: false,
    createdAt: T0,
    updatedAt: T0,
    version: 1,
    ...change,
  }
}

export function step(stepId: string, minutes: number, change: Partial<JobStep> = {}): JobStep {
  return {
    stepId,
    name: stepId,
    minutes,
    status: 'pending',
    startedAt: null,
    finishedAt: null,
    skipReason: null,
    ...change,
  }
}

export function job(change: Partial<Job> = {}): Job {
  return {
    jobId: '7b0e4c5e-55f3-4f7c-8a3c-0f6a52f1a001',
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
    steps: [step('pre-wash', 5), step('soap', 15), step('rinse', 5), step('dry', 5)],
    startedAt: null,
    pausedAt: null,
    pausedMs: 0,
    finishedAt: null,
    updatedAt: T0,
    version: 1,
    ...change,
  }
}

export function bay(bayId: string, change: Partial<Bay> = {}): Bay {
  return {
    bayId,
    tenantId: 'main',
    name: bayId,
    position: 0,
    status: 'available',
    statusReason: null,
    orderID: null,
    jobId: null,
    updatedAt: T0,
    version: 1,
    ...change,
  }
}

export function queue(queueId: Queue['queueId'], orderIDs: string[]): Queue {
  return {
    queueId,
    tenantId: 'main',
    name: queueId,
    open: true,
    entries: orderIDs.map((orderID) => ({ orderID, enteredAt: T0 })),
    updatedAt: T0,
    version: 1,
  }
}
